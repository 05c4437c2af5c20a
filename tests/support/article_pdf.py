"""The article of the forms test as a PDF: numbered, and in two columns."""

from __future__ import annotations

from testbed.typeset import Typesetter

_ENTRIES = (
    'Hallam, Judith (12 March 1988). "A survey of tide mills". http://records.county.test/tide-mills. County Records'
    " Office.",
    '"A walk along the Ard". http://trust.ardvalley.test/walk. Ard Valley Trust. 2 June 2019. Retrieved 14 July 2021.',
    "Roe, Anna; Pike, Samuel (1911). Mills of the Ard. Tern Press. ISBN 978-0-306-40615-7.",
    '"Letters from the coast". https://web.archive.org/web/20150301000000/http://mercury.test/1822/letters. The Ard'
    " Mercury. 9 October 1822. Archived from the original on 1 March 2015.",
    'Okoro, Ben (May 2004). "Millers and their debts". Journal of Rural History. 12 (3): 45–67.'
    " doi:10.1000/jrh.2004.12.",
)


def article_pdf(*, columns: int = 1) -> bytes:
    """Return the article, with a running head and numbers of pages."""
    page = Typesetter(columns=columns, head="The mills of the county", hyphens=columns > 1)
    page.title("Ebbing Mill")
    page.paragraph(
        "Ebbing Mill is a tide mill on the river Ard.[1][2] Its wheel, the last of its kind, turned until"
        ' 1931.[citation needed] It "never once stopped for want of water".[2]:4'
    )
    page.heading("History")
    page.heading("Building", 2)
    page.paragraph(
        "The mill was built in 1764 for the brewer Thomas Eld,[1] and enlarged in 1802.[3] A visitor wrote that"
        ' "the noise is that of the sea, and the flour is the better for it".[4]'
    )
    page.heading("Decline", 2)
    page.paragraph("Steam ended the trade.[4][1] Three owners followed:")
    page.item("John Sayer kept the mill from 1850 to 1871.[5]")
    page.item("The Ard Navigation Company used it as a store.[2]")
    page.item("In 1931 it was given to the county.")
    page.quotation("It is the only mill I know that keeps the hours of the moon.[4]")
    page.heading("References")
    for number, entry in enumerate(_ENTRIES, start=1):
        page.entry(entry, f"[{number}]")
    return page.pdf()


__all__ = ["article_pdf"]
