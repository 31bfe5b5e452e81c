"""The number of replicates that a precision requires: one look at the first few, then the rest."""

from paradiplomacy.experiments.design.design import Precision
from paradiplomacy.experiments.engine.parts import write_manifest
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.arms import arms_of, differences
from paradiplomacy.experiments.statistics.interval import replicates_for


def required_replicates(batch: BatchResults, precision: Precision) -> int:
    """Return the total number of replicates that the precision requires, and record the first look in the manifest.

    With several arms, the precision is that of the widest difference from the first arm; with one arm, of its mean. A
    batch that was looked at before keeps the number found then: looking again would invalidate the interval (Stein
    1945).

    Raises:
        ResultsError: The first look has no value of the measure.
    """
    manifest = batch.manifest
    if "first_look" in manifest:
        return int(manifest["wanted"])
    assert precision.measure is not None
    assert precision.half_width is not None
    arms = arms_of(batch)
    if len(arms) == 1:
        samples = [arms[0].rows[precision.measure].dropna().unstack().to_numpy(dtype=float)]
    else:
        samples = [differences(precision.measure, arm, arms[0])[0] for arm in arms[1:]]
    if any(sample.size == 0 for sample in samples):
        raise ResultsError(f"{batch.folder}: no run has a value of {precision.measure}")
    required = max(
        replicates_for(sample, precision.half_width, confidence=precision.confidence, most=precision.most)
        for sample in samples
    )
    # Recorded before the further runs begin, so that an interrupted batch resumes with this number instead of looking
    # again.
    manifest |= {"first_look": manifest["replicates"], "wanted": required, "precision": precision._asdict()}
    write_manifest(batch.folder, manifest)
    return required
