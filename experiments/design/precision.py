"""How many replicates an answer needs: one look at a first few, then the rest."""

from paradiplomacy.experiments.design.design import Precision
from paradiplomacy.experiments.engine.parts import write_manifest
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.compare import arms_of, differences
from paradiplomacy.experiments.statistics.interval import replicates_for


def replicates_wanted(batch: BatchResults, precision: Precision) -> int:
    """Replicates in all that the precision asks for, and a note in the manifest from how many this was found.

    With several arms it is the differences from the first that are to be known, the widest of them; with one arm
    its mean. A batch that was looked at before keeps the number found then: a second look would not be honest.

    Raises:
        ResultsError: The first look has no value of the measure.
    """
    kept = batch.manifest
    if "first_look" in kept:
        return int(kept["wanted"])
    assert precision.measure is not None
    assert precision.half_width is not None
    arms = arms_of(batch)
    if len(arms) == 1:
        samples = [arms[0].rows[precision.measure].dropna().unstack().to_numpy(dtype=float)]
    else:
        samples = [differences(precision.measure, arm, arms[0])[0] for arm in arms[1:]]
    if any(sample.size == 0 for sample in samples):
        raise ResultsError(f"{batch.folder}: no run of the first look has a value of {precision.measure}")
    wanted = max(
        replicates_for(sample, precision.half_width, confidence=precision.confidence, most=precision.most)
        for sample in samples
    )
    kept |= {"first_look": kept["replicates"], "wanted": wanted, "precision": precision._asdict()}
    write_manifest(batch.folder, kept)
    return wanted
