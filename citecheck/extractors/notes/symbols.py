"""Symbols with raised figures that are not words: elements, units, functions."""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


ELEMENTS = _listed(
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb"
    " Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au"
    " Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm"
)
"""The chemical elements up to fermium; those behind it are not written about with raised figures."""

UNITS = _listed(
    "km cm mm dm nm µm μm ha mi ft yd in mol min sec kg mg Pa Hz eV sin cos tan log exp lim det var yr day hr"
)
"""Units and functions of two letters and more that are raised to a power; one letter is always a symbol."""

SHORT_WORDS = _listed("of it is us we he me so do go no on up by an as at be or to if in am my et de la le un en")
"""Words of two letters, which would else pass for symbols."""

MISWRITTEN = _listed("CO SO NO PO")
"""Formulas of which pages raise the figure that should be lowered: CO² for CO₂."""
