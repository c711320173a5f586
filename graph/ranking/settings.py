"""The constants of the method, each with what it means; METHOD.md and docs/method.md say why they stand where they do.

They were tuned once on synthetic economies and are no options: a verdict must not depend on who asked for it.
"""

from __future__ import annotations

import numpy as np

BIN = 5
"""Days in a bin; while ranking, windows are made of bins."""
LONGEST = 120
"""Days of the longest window, besides the whole period."""
MOST_DAYS = 1095
"""Days of the longest period in which windows are made."""
CAPS = (30, 90)
"""Days before the call in which the leaked record must lie; both are tried."""

MIN_VICTIMS = 3
"""Victims a holder must have touched to be looked at, and victims a verdict needs at all."""
LOOK_SHARE = 5e-4
"""... or this share of the victims, where that is more."""
MIN_SHARE, MIN_MANY = 0.05, 8
"""A source must explain this share of the victims, or this many, whichever is less."""

K_REGION = 10
"""Records by which a region's share is drawn to the national one."""
K_TIME = 5
"""Records by which a window's share is drawn to the all-time one."""
K_PUBLISHED = 400
"""Records a published share is worth."""
ODDS, ODDS_BIG, BIG = 1.2, 1.5, 500
"""Odds by which the comparison may be off for nothing; the second from so many victims on."""
AGREE = 0.9
"""Share of known records that must agree before an unknown holder is filled in."""

PROPOSED = 40
"""Candidates the scan proposes, per lag cap."""
MOST_RECORDS = 12
"""Records per victim and window counted in the expectation."""

LAG_MEANS = (6, 10, 16, 28)
"""Days; means of the Gamma(2) lag laws, besides "sold in bulk"."""
LAG_PART = 0.6
"""A lag law is tried where its mean is at most this part of the cap."""
CALL_WIDTH, CALL_AREA, CALL_FLOOR = 6.0, 15.04, 0.1 / 150
"""Days: width of the kernel of the density of calls, the area under it (6 sqrt(2 pi)), and its floor per day."""
NAMED = 2
"""A named record weighs this times the number of the victim's records."""
RATE_PRIOR = 10
"""People by which a day's records per person are drawn to the mean."""

PARTS = np.array([0.04, 0.08, 0.13, 0.19, 0.27, 0.37, 0.5, 0.65, 0.82, 0.94])
"""Parts of the victims explained that are tried for the evidence."""
FINE_PARTS = np.array([0.03, 0.06, 0.1, 0.15, 0.2, 0.27, 0.35, 0.43, 0.5, 0.58, 0.66, 0.74, 0.82, 0.9, 0.96])
"""... and for who is explained."""
DAYS_ROUND = 14
"""Days round the best window in which the reported window is sought."""
FIELD_RATE = 0.15
"""How often a caller knows a field that the source does not hold."""

GANG_PARTS = np.array([0.02, 0.3, 0.9])
"""Parts of a gang's victims that a source may explain: hardly any, some, nearly all."""
GANG_RATES, GANG_SOME = np.array([0.1, 0.25, 0.5]), 0.25
"""How many of the gangs have nearly all victims from it, each tried; of the rest, how many have some."""
GANG_PRIOR = 2
"""Victims by which the mixture's weights within a gang are drawn to those of all."""
GANG_WINDOWS = 16
"""Windows, with their lag laws, that are weighed gang by gang: the best of those weighed without."""

PRIOR = 2.5
"""Nats against any source: P(leak) = 1 / (1 + exp(PRIOR - value))."""
LEAD, BAR, STRONG = 2.0, 3.8, 12.0
"""Values from which there is a lead, a source, strong support."""
STRONG_TOLERANCE, MOST_TOLERANCE = 2.0, 64.0
"""Tolerance that strong support needs, and the most that is looked for."""
TOLERANCE_STEPS = 11
"""The tolerance is one of 2 to this power odds factors, in geometric steps."""

NEAR, NEAR_SHARE, OVERLAP = 3.0, 0.1, 0.5
"""Nats, or share of the value, and Jaccard overlap within which holders are not told apart."""
TIE_WIDTH = 2.0
"""Nats by which one of those that are not told apart must lie below another to be e times less likely."""
SAME_PLACE = 0.3
"""Share of a further local source's victims whom an earlier local one serves: then it is the same place."""
LEAST_LEFT = 0.02
"""Least weight of a victim whom earlier sources explain."""
EM_ROUNDS = 80
"""Rounds in which the mixture's weights are fitted."""
MAX_SOURCES = 6
"""Sources named at most."""
NAIVE_LISTED = 10
"""Entries of each list of an obvious method."""
