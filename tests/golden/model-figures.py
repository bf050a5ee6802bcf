"""Prints the figures that tests/unit/models/golden-figures.test.ts compares with. Run: python3 tests/golden/model-figures.py

Made with Python 3, NumPy 2.4 and SciPy 1.17.1: dense matrices, SciPy's distributions and adaptive quadrature, on inputs that
are written out here and in the test.
"""
import numpy as np
from scipy import stats
from scipy.integrate import quad


def show(name, value):
    print(f"{name}: {value}")


# quality-predictor: posterior of a Bayesian linear regression with normal priors, noise variance 144.
# Columns: 0 level, 1-4 waves of the hour, 5-11 weekday, 12-16 preset, 17-24 category, 25 order, 26 first of the day,
# 27-29 rest, 30 wellness, 31 today's form, 32 form of late, 33 given up.
spreads = np.array(
    [25] + [0.8] * 2 + [0.5] * 2 + [3] * 7 + [4] * 5 + [4] * 8 + [0.8, 2] + [3] * 3 + [1.2, 0.3, 0.4, 10], float
)
means = np.zeros(34)
means[30:34] = [1, 0.3, 0.2, -5]
rows = [
    ({0: 1, 1: -6, 2: 5, 5: 1, 12: 1, 17: 1, 26: 1, 30: 2}, 12.5),
    ({0: 1, 1: -8, 2: -2, 5: 1, 13: 1, 18: 1, 25: 1, 27: 1, 31: 4}, -3.25),
    ({0: 1, 1: 2, 2: -8, 6: 1, 12: 1, 17: 1, 25: 3, 28: 1, 32: -2}, 6),
    ({0: 1, 1: -6, 2: 5, 7: 1, 14: 1, 17: 1, 26: 1, 33: 1}, -20),
    ({0: 1, 1: -8, 2: -2, 7: 1, 13: 1, 19: 1, 25: 2, 29: 1, 30: -3, 31: -6}, 0),
]
noise = 144.0
precision = np.diag(noise / spreads**2)
target = precision @ means
for entries, rating in rows:
    x = np.zeros(34)
    x[list(entries)] = list(entries.values())
    precision += np.outer(x, x)
    target += x * rating
effects = np.linalg.solve(precision, target)
asked = np.zeros(34)
asked[[0, 1, 2, 5, 12, 17, 25, 27]] = [1, -8, -2, 1, 1, 1, 1, 1]
show("effects 0 1 2 5 12 17 25 30 31 33", effects[[0, 1, 2, 5, 12, 17, 25, 30, 31, 33]].tolist())
show("expected, and variance of the expectation", [float(asked @ effects), float(noise * asked @ np.linalg.solve(precision, asked))])

# diversity-detector: seven of nine sessions of the window are A's, as they were before it
show("A takes more than half", float(stats.beta.sf(0.5, 4 * 7 / 9 + 0.5 * 7, 4 * 2 / 9 + 0.5 * 2)))
# No category above 70 %: three of six are A's, as they were before
show("nothing above 70 %", float(stats.beta.cdf(0.7, 4 / 2 + 0.5 * 3, 4 / 2 + 0.5 * 3)))

# weekly-insights: two days of each week, three and two ratings; noise 15, spread of true changes 8
def clustered(days):
    counts = np.array([len(day) for day in days])
    sums = np.array([sum(day) for day in days])
    mean = sums.sum() / counts.sum()
    robust = len(days) / (len(days) - 1) * ((sums - counts * mean) ** 2).sum() / counts.sum() ** 2
    return mean, max(robust, 15**2 / counts.sum())


before, before_variance = clustered([[60, 64, 59], [70, 71]])
now, now_variance = clustered([[72, 80, 75], [66, 69]])
variance = before_variance + now_variance
difference = now - before
show("change in percent", float(100 * difference / before))
show("certainty", float(stats.norm.cdf(abs(difference) / np.sqrt(variance) * 8 / np.hypot(8, np.sqrt(variance)))))

# theme-productivity: DerSimonian-Laird spread of three themes' means, noise 15, then the chance that each is best
counts = np.array([4, 6, 3.0])
theme_means = np.array([90, 55, 72.0])
weights = counts / 15**2
grand = (weights * theme_means).sum() / weights.sum()
q = (weights * (theme_means - grand) ** 2).sum()
spread = np.sqrt(max(0, (q - 2) / (weights.sum() - (weights**2).sum() / weights.sum())))
posterior = 1 / (weights + 1 / spread**2)
shrunken = posterior * (weights * theme_means + grand / spread**2)
sds = np.sqrt(posterior)
best = quad(
    lambda x: stats.norm.pdf(x, shrunken[0], sds[0]) * stats.norm.cdf(x, shrunken[1], sds[1]) * stats.norm.cdf(x, shrunken[2], sds[2]),
    0, 140, points=[60, 75, 90], limit=200,
)[0]
show("spread of themes", float(spread))
show("the first theme is best", best)

# The same for the weekday on which all of them were given; a weekday moves a theme by 4 points
prior_variance = posterior + 4**2
day_posterior = 1 / (weights + 1 / prior_variance)
day_shrunken = day_posterior * (weights * theme_means + shrunken / prior_variance)
day_sds = np.sqrt(day_posterior)
day_best = quad(
    lambda x: stats.norm.pdf(x, day_shrunken[0], day_sds[0])
    * stats.norm.cdf(x, day_shrunken[1], day_sds[1])
    * stats.norm.cdf(x, day_shrunken[2], day_sds[2]),
    0, 140, points=[60, 75, 90], limit=200,
)[0]
show("the first theme is best on the weekday", day_best)
