"""A page compressed by Brotli and by Zstandard, so that the tests need no compressor, and a PDF of a page."""

from __future__ import annotations

import base64

BROTLI = base64.b64decode(
    "G2MDAIyTTPldZ+ZURP+K9+ZlAUiNP2dlKR5dyYNEZcKlwPyX5PemYbOLf1EFJ2mpVnNrUFD46ROZzOnkUJybRy+7xAr2o/MDirvGlqR+7YnUvr"
    "UkJKNg9mbWwZac5IqOT6784k/lY2QIxIUeT3MEixlbDfOPzJFjxEtrHTptW4gHM53sxsDzh+BLjbAKJg0GbTl8inaQ9Tb0mpENkrX5a5AiQRfY"
    "1UlS91AKXtWFkFVovemWMEZDwAc7mnpbtWaObr4KgUMuIFj6MBmu6bBwEukZ6l3mW/eVhM0nQx3QACFrkGgWh9ViCpol8HxrpRguRvWwX9sU36"
    "Oiwmugqr2kyJAXla9mK3+4JTfiN2vtGbvGIAacRy5flMem5IkqMeYD/l870qH/bTdez+cY7N27o+75TSnUFGlVWl9GZjK+T1k0NqMj2SasmFRD"
    "M3lwyftG+j/I/GENfeuBkiOrrOaU/jNp6q8SNCdo+kGjUjOm4M5q+YGwAw=="
)

ZSTD = base64.b64decode(
    "KLUv/WBkAqUPAEYiWiBQTdMGd7TdtEvGzib/J3WdBvEozudELKIceSsSZmZCCFQASwBSAE9r9T/7xOu6Z6wucbwXojV8lA/WS5w2SEFSbtUQxg"
    "NlskAWyJOIBuE1XzkHl58iGMe9VRBorBPAsF9qSbHtGYSB7AHqAQwOZWiEgcwmv3mskggACdjwGlJz2Jz2HisWZYl32dNfTiYvymliszojtL75"
    "Fw8s/NPjfNbIud5LDifVvSiWGOGT1/EaL5ZupPX+2BRrpSreL2oMUmbEY4wwHU8OdepNOtBRlyUj3kJ4YNWUtHpy/VjlpMKkNryaaG4yigKDhY"
    "KvugdvlZP8SIy+ztTLnl36hDlztX6TwzHkdQ7NAhlwqNNm+aGXuB+odmV0lBkMZDYtFoulX9Ae53qtWuO156XOsJlomFSsX0NqmbjBA+jL+f1Q"
    "5gcitT0f3cLfmg3r2a7vVVGprHuuUGMCggNFwq5cswKCOi+ek3ybL2sNazsoIEKimGoecWANL2z9DvWSk3K5iDPn5C01wPr/6pIHNWIEfrzGSc"
    "KJ3jzaPXUTciBO3+Sez5DP4ZHAN8C4TjQGdms6sFK6UvjeZZ/Ta7z6NYX+cJfKHJLU8VwftLNavdmCUE1/PCxvHlz2cpV/ADcM+cniH1X4DeSA"
    "kBEn80MXA3Z8M6boIt8l"
)
