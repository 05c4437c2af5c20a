"""Units of measure and money: each with its dimension and how many base units it is."""

from __future__ import annotations

import re

from citecheck.checking.number_words import SCALES

_TABLE = """
length 1 m metre metres meter meters
length 1000 km kilometre kilometres kilometer kilometers kms
length 0.01 cm centimetre centimetres centimeter centimeters
length 0.001 mm millimetre millimetres millimeter millimeters
length 1609.344 mi mile miles
length 0.3048 ft foot feet
length 0.0254 inch inches ins
length 0.9144 yd yard yards
length 1852 nmi
mass 1 kg kilogram kilograms kilo kilos kilogramme kilogrammes
mass 0.001 g gram grams
mass 0.000001 mg milligram milligrams
mass 1000 t tonne tonnes ton tons
mass 0.45359237 lb lbs pound-weight
mass 0.0283495 oz ounce ounces
area 1 m² m2
area 1000000 km² km2
area 10000 ha hectare hectares
area 4046.86 acre acres
volume 1 l litre litres liter liters
volume 3.78541 gallon gallons
volume 158.987 barrel barrels
time 1 second seconds sec secs
time 60 minute minutes min mins
time 3600 hour hours hr hrs h
time 86400 day days
time 604800 week weeks
time 2629746 month months
time 31556952 year years yr yrs
time 315569520 decade decades
speed 1 kmh kph
speed 1.609344 mph
speed 1.852 knot knots
power 1 w watt watts
power 1000 kw kilowatt kilowatts
power 1000000 mw megawatt megawatts
power 1000000000 gw gigawatt gigawatts
data 1 kb
data 1000 mb
data 1000000 gb
% 1 % percent
temperature 1 celsius
fahrenheit 1 fahrenheit
USD 1 dollar dollars usd
USD 0.01 cents
EUR 1 euro euros eur €
GBP 1 pound pounds gbp sterling £
JPY 1 yen jpy
INR 1 rupee rupees inr
CNY 1 yuan renminbi
RUB 1 rouble roubles ruble rubles
CHF 1 franc francs chf
SEK 1 krona kronor sek
AUD 1 aud
CAD 1 cad
"""
_UNITS: dict[str, tuple[str, float]] = {}
for _line in _TABLE.strip().splitlines():
    _dimension, _factor, *_names = _line.split()
    for _name in _names:
        _UNITS[_name] = (_dimension, float(_factor))

CURRENCY_SIGNS = {
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "r$": "BRL",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "rs": "INR",
    "rs.": "INR",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
    **{code: code.upper() for code in ("chf", "sek", "nok", "dkk", "cad", "aud", "jpy", "cny", "inr", "rub")},
}
"""Signs before an amount of money, in lower case, and the currency that they mean."""
CURRENCIES = frozenset(CURRENCY_SIGNS.values()) | {"CNY", "RUB", "CHF", "SEK"}

SIGN_BEFORE = re.compile(
    r"(?:\b(?:US|A|AU|C|CA|NZ|HK|R)\$|[$€£¥₹₽]|\b(?:Rs\.?|USD|EUR|GBP|CHF|SEK|NOK|DKK|CAD|AUD|JPY|CNY|INR|RUB))\s?$",
    re.IGNORECASE,
)
SCALE_AFTER = re.compile(
    r"(?:\s|-)?\s?(hundred|thousand|lakh|million|mln|mio|crore|billion|bln|trillion|dozen)\b|(k|m|mn|bn|tn|b)\b",
    re.IGNORECASE,
)
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "bn": 1e9, "b": 1e9, "bln": 1e9, "tn": 1e12}
_AFTER = re.compile(
    r"[\s-]{0,2}(?:(?P<square>(?:square|sq\.?)\s+)(?P<squared>[a-z]+)"
    r"|(?P<points>percent(?:age)?[\s-]points?\b|per\s?cent\s+points?\b|%[\s-]points?\b)"
    r"|(?P<percent>%|per\s?cent\b|pct\b)"
    r"|(?P<times>fold\b|times\s+(?:as|more|higher|greater|larger|bigger|faster|that|those|its)\b)"
    r"|(?P<mach>times\s+the\s+speed\s+of\s+sound\b)"
    r"|(?P<length>miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|m|feet|foot|ft)\s?(?:per|an|a|/)\s?(?P<per>hour|h|second|s)\b"
    r"|(?P<degrees>°\s?|degrees?\s+)(?P<scale>c|f|celsius|fahrenheit|centigrade)\b"
    r"|(?P<inch>in\.(?=\s+[a-z])|in\b\.?(?=\s*(?:$|[,;:)\]×]|x\s?\d|(?:wide|long|high|tall|deep|thick|across)\b"
    r"|in\s+diameter|by\s+\d|of\s+(?:rain|snow)|(?:gauge|barrel)s?\b)))"
    r"|(?P<age>years?[\s-]old\b|years of age\b|yo\b)"
    r"|(?P<clock>a\.?m\.?|p\.?m\.?)(?![a-z])"
    r"|(?P<plain>k?m[²2](?![a-z])|[€£]|[a-z]+))",
    re.IGNORECASE,
)

_ONE_UNIT = {
    "points": ("points", 1.0),
    "percent": ("%", 1.0),
    "times": ("times", 1.0),
    "mach": ("mach", 1.0),
    "inch": ("length", 0.0254),
    "age": ("age", 1.0),
}
"""The groups of `_AFTER` that are one unit, with its dimension and its factor."""


def scale_of(word: str) -> float:
    """Return the factor of the scale `word` that follows a figure ("million", "m", "bn")."""
    lower = word.lower()
    return _SHORT_SCALES.get(lower) or SCALES[lower]


def dimension_of(word: str) -> tuple[str, float] | None:
    """Return the dimension of the unit `word` and how many base units it is.

    Case does not count. None for words that are no units, and for units of one letter.
    """
    return _UNITS.get(word.lower()) if len(word) > 1 else None


def unit_after(text: str, position: int) -> tuple[str, float, int] | None:
    """Return the unit that begins at `position` of `text`: its dimension, its factor, where it ends.

    None if no unit begins there.
    """
    match = _AFTER.match(text, position)
    if match is None:
        return None
    worded = next((group for group in _ONE_UNIT if match[group]), None)
    if worded is not None:
        return *_ONE_UNIT[worded], match.end()
    if match["length"]:
        speed = _UNITS[match["length"].lower()][1] * (3.6 if match["per"][0].lower() == "s" else 0.001)
        return "speed", speed, match.end()
    if match["degrees"]:
        return ("fahrenheit" if match["scale"][0].lower() == "f" else "temperature"), 1.0, match.end()
    if match["clock"]:
        return ("clock", 0.0, match.end()) if match["clock"][0].lower() == "a" else ("clock", 720.0, match.end())
    if match["square"]:
        unit = _UNITS.get(match["squared"].lower())
        if unit is None or unit[0] != "length":
            return None
        return "area", unit[1] ** 2, match.end()
    word = match["plain"].lower().replace(" ", "")
    # One letter is a unit only if it touches the figure or is written as units are: "5 m", not "5 A".
    if len(word) == 1 and match["plain"] not in ("m", "g", "t", "l", "W", "h", "€", "£"):
        return None
    unit = _UNITS.get(word)
    return None if unit is None else (*unit, match.end())


__all__ = ["CURRENCIES", "CURRENCY_SIGNS", "SCALE_AFTER", "SIGN_BEFORE", "dimension_of", "scale_of", "unit_after"]
