"""Prints the figures that tests under tests/unit/stats compare with. Run: python3 tests/golden/rating-statistics.py

Made with Python 3, NumPy and SciPy 1.17.1. Every figure comes from a method unlike the one under test: dense
matrices instead of elimination, quadrature instead of grids, SciPy's distributions instead of ours.
"""
from itertools import combinations

import numpy as np
from scipy import special, stats
from scipy.integrate import quad


def show(name, value):
    print(f"{name}: {value}")


# student-t.test.ts
show("two-sided", [float(2 * stats.t.sf(abs(t), d)) for t, d in [(0.5, 1), (1, 2.5), (2, 6), (-2.5, 11.3), (8, 30), (0, 4)]])
show("half width", [float(stats.t.ppf((1 + l) / 2, d)) for l, d in [(0.8, 1), (0.8, 6), (0.95, 10.5), (0.8, 200)]])
show("incomplete beta", [float(special.betainc(a, b, x)) for x, a, b in [(0.3, 2, 5), (0.9, 0.5, 0.5), (0.01, 10, 0.5), (0.5, 100, 100)]])
show("log gamma", [float(special.gammaln(x)) for x in [0.1, 0.5, 1, 3.7, 100.25]])

# packed-inverse.test.ts
matrix = np.array([[4, 1, 0.5], [1, 3, -0.2], [0.5, -0.2, 2]])
show("inverse", np.linalg.inv(matrix)[np.tril_indices(3)].tolist())

# two-way-shrinkage.test.ts: Henderson's mixed-model equations with every effect as an unknown
counts = np.array([[5, 0, 2.5, 1], [0, 8, 3, 0], [1, 1, 0, 12]], float)
means = np.array([[80, 0, 60, 55], [0, 74, 66, 0], [90, 70, 0, 58.5]], float)
noise, level, level_sd, row_sd, column_sd, cell_sd = 12, 70, 15, 4, 6, 3
rows, columns = counts.shape
n = 1 + rows + columns + rows * columns
precision = np.diag([1 / level_sd**2] + [1 / row_sd**2] * rows + [1 / column_sd**2] * columns + [1 / cell_sd**2] * rows * columns)
target = np.zeros(n)


def cell_effects(r, c):
    return [0, 1 + r, 1 + rows + c, 1 + rows + columns + r * columns + c]


for r in range(rows):
    for c in range(columns):
        if counts[r, c] > 0:
            x = np.zeros(n)
            x[cell_effects(r, c)] = 1
            precision += counts[r, c] / noise**2 * np.outer(x, x)
            target += counts[r, c] / noise**2 * (means[r, c] - level) * x
covariance = np.linalg.inv(precision)
effects = covariance @ target


def estimate(positions):
    x = np.zeros(n)
    x[positions] = 1
    return float(level + x @ effects), float(np.sqrt(x @ covariance @ x))


def sd_given_level(i):
    return float(np.sqrt(covariance[i, i] - covariance[i, 0] ** 2 / covariance[0, 0]))


show("level", float(level + effects[0]))
show("rows", [(float(effects[1 + r]), sd_given_level(1 + r)) for r in range(rows)])
show("columns", [(float(effects[1 + rows + c]), sd_given_level(1 + rows + c)) for c in range(columns)])
show("row 1", estimate([0, 2]))
show("column 0", estimate([0, 1 + rows]))
show("cells (0,0) (0,1) (2,3)", [estimate(cell_effects(r, c)) for r, c in [(0, 0), (0, 1), (2, 3)]])

# two-level-regression.test.ts: all effects of both levels in one system
grams = [np.array([[6, 2, 3], [2, 2, 1], [3, 1, 3]], float), np.array([[4, 1, 0], [1, 1, 0], [0, 0, 0]], float)]
targets = [np.array([12, 5, 7.0]), np.array([-6, -1, 0.0])]
shared_prior = np.array([[0.5, 0, 0], [0, 2.4, -0.8], [0, -0.8, 2.4]])
own_prior = np.array([[4, 0, 0], [0, 6, -2], [0, -2, 6.0]])
precision = np.zeros((9, 9))
target = np.zeros(9)
precision[:3, :3] = shared_prior
for k in range(2):
    o = 3 + 3 * k
    precision[o : o + 3, o : o + 3] += own_prior
    design = np.zeros((3, 9))
    design[:, :3] = np.eye(3)
    design[:, o : o + 3] = np.eye(3)
    precision += design.T @ grams[k] @ design
    target += design.T @ targets[k]
covariance = np.linalg.inv(precision)
effects = covariance @ target
show("shared", effects[:3].tolist())
show("own", [effects[3:6].tolist(), effects[6:].tolist()])
sums = np.zeros((2, 9))
for k in range(2):
    sums[k, [0, 1, 3 + 3 * k, 4 + 3 * k]] = 1
show("covariance of sums", (sums @ covariance @ sums.T).tolist())

# best-probability.test.ts: orthant probabilities of the differences
mean = np.array([72, 70, 69, 71.0])
spread = np.array([[16, 4, 3, 2], [4, 25, 5, 1], [3, 5, 9, 2], [2, 1, 2, 20.0]])
best = []
for i in range(4):
    differences = np.delete(np.eye(4), i, axis=0)
    differences[:, i] = -1
    normal = stats.multivariate_normal(differences @ mean, differences @ spread @ differences.T, abseps=1e-9, releps=1e-9, maxpts=10**7)
    best.append(float(normal.cdf(np.zeros(3))))
show("best", best)

# top-k-probability.test.ts: adaptive quadrature over all subsets
centres = [70, 72, 68, 71, 60.0]
sds = [3, 2, 5, 1, 4.0]


def among(i, k):
    others = [j for j in range(5) if j != i]

    def density(x):
        total = 0
        for size in range(k):
            for above in combinations(others, size):
                chance = 1
                for j in others:
                    chance *= stats.norm.sf(x, centres[j], sds[j]) if j in above else stats.norm.cdf(x, centres[j], sds[j])
                total += chance
        return total * stats.norm.pdf(x, centres[i], sds[i])

    return quad(density, centres[i] - 9 * sds[i], centres[i] + 9 * sds[i], limit=200, points=[60, 68, 70, 71, 72])[0]


show("among two", [among(i, 2) for i in range(5)])

# spread-of-means.test.ts
weights = np.array([10, 4, 7.0])
values = np.array([70, 82, 65.0])
q = (weights * (values - (weights * values).sum() / weights.sum()) ** 2).sum()
show("spread", (q - 2 * 100) / (weights.sum() - (weights**2).sum() / weights.sum()))

# clustered-mean.test.ts and the trend of the productivity analyzer


def clustered(sizes, totals, noise_variance):
    sizes, totals = np.array(sizes), np.array(totals)
    centre = totals.sum() / sizes.sum()
    robust = len(sizes) / (len(sizes) - 1) * ((totals - sizes * centre) ** 2).sum() / sizes.sum() ** 2
    return centre, max(robust, noise_variance / sizes.sum()), len(sizes)


now = clustered([3, 4, 2, 3], [250, 340, 150, 255], 64)
before = clustered([2, 3, 3, 4, 2, 5], [130, 190, 240, 260, 120, 330], 64)
show("clustered", [now, before])
