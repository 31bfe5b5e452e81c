"""Use the World as the function in SALib's pattern of problem, samples, evaluation and indices."""

import numpy as np
from SALib import ProblemSpec

import paradiplomacy

SMALL = {"world.cities": 24, "world.nations": 4, "search.burn_in": 1, "search.candidates": 64, "months": 4}
PATHS = ["utility.benefit_scale", "response.tolerance"]


def agreements(samples: np.ndarray) -> np.ndarray:
    """Return the number of agreements signed in a run for each row of values."""
    found = []
    for row in samples:
        changes = SMALL | dict(zip(PATHS, row.tolist(), strict=True))
        world = paradiplomacy.World.from_scenario("synthetic", seed=1, changes=changes)
        world.run()
        found.append(float((world.state.book.rows.signed >= 0).sum()))
    return np.array(found)


def main(samples: int = 8) -> ProblemSpec:
    """Compute Sobol indices of two parameters."""
    problem = ProblemSpec({"names": PATHS, "bounds": [[0.8, 6.0], [0.05, 0.5]], "outputs": ["signed"]})
    problem.sample_sobol(samples, calc_second_order=False, seed=1)
    problem.evaluate(agreements)
    problem.analyze_sobol(calc_second_order=False, seed=1)
    return problem


if __name__ == "__main__":
    print(main())
