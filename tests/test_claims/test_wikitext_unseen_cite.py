"""Cite templates of fourteen wikis that were written down before the reader had seen them: some of their fields."""

import pytest

from claims.linking import link
from claims.readers.wikitext import read

_IT = "Il mulino è nella valle del fiume e non è più in uso da quando la strada fu aperta nella regione. "
_ES = "El molino está en el valle del río y no se usa desde que la carretera fue abierta en la región. "
_FR = "Le moulin est dans la vallée de la rivière et il n'est plus utilisé depuis que la route a été ouverte. "
_DE = "Die Mühle steht im Tal des Flusses und sie wird nicht mehr benutzt, seit die Straße offen ist. "
_RU = "Мельница стоит в долине реки и она не работает с тех пор, как была открыта дорога через область. "
_HE = "הטחנה נמצאת בעמק ליד הנהר והיא לא פעילה מאז שנפתח הכביש באזור. "
_AR = "تقع الطاحونة في وادي النهر ولم تعد تعمل منذ أن فتحت الطريق في المنطقة. "
_KO = "방앗간은 강의 계곡에 있으며 도로가 열린 이후로 더 이상 사용되지 않는다. "
_JA = "水車小屋は川の谷にあり、道路が開通してからは使われていない。"
_ZH = "磨坊位于河谷之中，自从公路开通以来就不再使用。"
_PT = "O moinho fica no vale do rio e não é mais usado desde que a estrada foi aberta na região. "
_NL = "De molen staat in het dal van de rivier en wordt niet meer gebruikt sinds de weg werd geopend. "
_PL = "Młyn stoi w dolinie rzeki i nie jest już używany od czasu, gdy droga została otwarta w tym regionie. "
_UK = "Млин стоїть у долині річки і він не працює з того часу, як було відкрито дорогу через область. "
_URL = "https://mill.example/p"
_COPY = "https://web.archive.org/web/20150607080910/https://mill.example/p"


@pytest.mark.parametrize(
    ("before", "template", "fields"),
    [
        (_IT, "{{Cita conferenza|autore=Ada Neri|titolo=Mulini|conferenza=Acque|data=giugno 2014"
         "|città=Roma}}",
         {"title": "Mulini", "authors": ("Ada Neri",), "published": "2014-06"}),
        (_IT, "{{Cita tweet|autore=Ada Neri|titolo=Il mulino gira|url=<URL>|data=5 giugno 2014}}",
         {"title": "Il mulino gira", "urls": (_URL,)}),
        (_IT, "{{Cita libro|titolo=Mulini|autore=A. Neri|autore2=U. Re|coautori=Eva Po"
         "|editore=Acqua|anno=2014|url=<URL>|accesso=7 luglio 2015}}",
         {"title": "Mulini", "accessed": "2015-07-07", "publisher": "Acqua"}),
        (_ES, "{{Cita enciclopedia|título=Molino|enciclopedia=Agua|editorial=Paz|año=2014"
         "|url=<URL>}}",
         {"title": "Molino", "publisher": "Agua", "published": "2014"}),
        (_ES, "{{cita vídeo|título=El molino|url=<URL>|fecha=5 de junio de 2014"
         "|editorial=Valle TV}}",
         {"title": "El molino", "published": "2014-06-05", "publisher": "Valle TV"}),
        (_ES, "{{cita tesis|apellidos=Gil|nombre=Eva|título=Molinos|institución=Universidad"
         "|año=2014|url=<URL>|formato=PDF}}",
         {"title": "Molinos", "authors": ("Gil, Eva",), "publisher": "Universidad"}),
        (_ES, "{{Cita web|url=<URL>|título=Molino|fechaacceso=7-7-2015|autor=|obra=Valle"
         "|urlarchivo=<COPY>|fechaarchivo=7-6-2015|deadurl=no}}",
         {"title": "Molino", "accessed": "2015-07-07", "archive_url": _COPY, "url_status": "live"}),
        (_FR, "{{Lien web|prénom1=Luc|nom1=Roy|titre=Le moulin|url=<URL>|périodique=Le Val"
         "|en ligne le=5 juin 2014|consulté le=7 juillet 2015|libre=oui}}",
         {"title": "Le moulin", "authors": ("Roy, Luc",), "publisher": "Le Val",
          "published": "2014-06-05", "accessed": "2015-07-07"}),
        (_FR, "{{Lien vidéo|url=<URL>|titre=Le moulin|média=Val TV|date=5 juin 2014}}",
         {"title": "Le moulin", "published": "2014-06-05", "urls": (_URL,)}),
        (_FR, "{{Lien conférence|titre=Le moulin|auteur=Luc Roy|url=<URL>|date=juin 2014}}",
         {"title": "Le moulin", "authors": ("Luc Roy",), "urls": (_URL,)}),
        (_FR, "{{Rapport|auteur=Luc Roy|titre=Les moulins|date=2014|url=<URL>}}",
         {"title": "Les moulins", "authors": ("Luc Roy",), "urls": (_URL,)}),
        (_FR, "{{Article encyclopédique|titre=Moulin|encyclopédie=Eaux|année=2014}}",
         {"title": "Moulin", "publisher": "Eaux"}),
        (_FR, "{{Plume}}{{Ouvrage|auteur1=Luc Roy|titre=Moulins|éditeur=Presse|année=2014}}",
         {"title": "Moulins", "authors": ("Luc Roy",)}),
        (_DE, "{{Internetquelle|autor=J. Bach|url=<URL>|titel=Die Mühle|hrsg=Tal e. V."
         "|datum=5. Juni 2014|zugriff=2015-07-07|sprache=de}}",
         {"title": "Die Mühle", "publisher": "Tal e. V.", "published": "2014-06-05",
          "accessed": "2015-07-07"}),
        (_DE, "{{Cite web|url=<URL>|title=The mill|publisher=Valley|language=en"
         "|accessdate=2015-07-07|date=2014-06-05|offline=yes|archiveurl=<COPY>"
         "|archivedate=2015-06-07}}",
         {"title": "The mill", "archive_url": _COPY, "url_status": "dead"}),
        (_DE, "{{BibISBN|9783161484100}}",
         {"identifiers": {"isbn": "9783161484100"}}),
        (_DE, "{{DOI|10.1000/182}}",
         {"identifiers": {"doi": "10.1000/182"}}),
        (_RU, "{{Cite press release|title=Мельница|publisher=Долина|date=2014-06-05|url=<URL>}}",
         {"title": "Мельница", "publisher": "Долина", "published": "2014-06-05"}),
        (_RU, "{{Источник|автор=Лис И.|заглавие=Мельница|ссылка=<URL>|год=2014}}",
         {"title": "Мельница", "authors": ("Лис И.",), "urls": (_URL,)}),
        (_RU, "{{cite web|url=<URL>|title=Мельница|archiveurl=<COPY>|archivedate=2015-06-07"
         "|deadlink=yes|lang=ru|datepublished=2014-06-05}}",
         {"title": "Мельница", "archive_url": _COPY, "url_status": "dead"}),
        (_HE, "{{cite news|url=<URL>|title=The mill|last=Katz|first=Ruth|work=River"
         "|date=5 ביוני 2014}}",
         {"title": "The mill", "authors": ("Katz, Ruth",), "published": "2014-06-05"}),
        (_AR, "{{استشهاد بخبر|عنوان=الطاحونة|مسار=<URL>|تاريخ=5 حزيران 2014|ناشر=الوادي"
         "|تاريخ الوصول=7 تموز 2015}}",
         {"title": "الطاحونة", "published": "2014-06-05", "accessed": "2015-07-07", "publisher": "الوادي"}),
        (_AR, "{{مرجع كتاب|العنوان=الطاحونة|المؤلف=ليلى نور|الناشر=النهر|التاريخ=2014|الصفحة=12}}",
         {"title": "الطاحونة", "authors": ("ليلى نور",), "publisher": "النهر"}),
        (_KO, "{{인용|제목=방앗간|url=<URL>|날짜=2014-06-05|저자=한소라}}",
         {"title": "방앗간", "urls": (_URL,), "authors": ("한소라",)}),
        (_KO, "{{저널 인용|성1=한|이름1=소라|성2=김|이름2=수|제목=방앗간|학술지=물|날짜=2014년 6월}}",
         {"title": "방앗간", "authors": ("한, 소라", "김, 수"), "published": "2014-06", "publisher": "물"}),
        (_JA, "{{Cite news|和書|title=水車|newspaper=谷新聞|date=2014年6月5日|page=3|author=森圭}}",
         {"title": "水車", "publisher": "谷新聞", "published": "2014-06-05"}),
        (_JA, "{{Cite press release|和書|title=水車|publisher=谷|date=2014-06-05|url=<URL>}}",
         {"title": "水車", "urls": (_URL,)}),
        (_JA, "{{Citation|和書|last=森|first=圭|title=水車|publisher=水社|year=2014}}",
         {"title": "水車", "authors": ("森, 圭",), "publisher": "水社"}),
        (_ZH, "{{cite web|author=林一|script-title=zh:磨坊|url=<URL>|website=河|date=2014-06-05"
         "|accessdate=2015-07-07}}",
         {"urls": (_URL,), "authors": ("林一",), "publisher": "河"}),
        (_ZH, "{{Citation|author=林一|title=磨坊|publisher=水|date=2014}}",
         {"title": "磨坊", "authors": ("林一",)}),
        (_ZH, "{{cite thesis|author=林一|title=磨坊|type=碩士論文|publisher=大學|date=2014|url=<URL>}}",
         {"title": "磨坊", "publisher": "大學"}),
        (_PT, "{{Citar jornal|autor=Ana Reis|título=O moinho|jornal=O Vale|data=5/6/2014|url=<URL>"
         "|acessodata=7/7/2015}}",
         {"title": "O moinho", "publisher": "O Vale", "published": "2014-06-05", "accessed": "2015-07-07"}),
        (_PT, "{{citar tese|ultimo=Reis|primeiro=Ana|titulo=Moinhos|ano=2014"
         "|instituição=Universidade}}",
         {"title": "Moinhos", "publisher": "Universidade"}),
        (_PT, "{{Link|pt|<URL>|O moinho}}",
         {"urls": (_URL,)}),
        (_NL, "{{Citeer journal|auteur=Jan Bos|titel=De molen|tijdschrift=Dal|datum=juni 2014"
         "|jaargang=3|nummer=2|blz=12}}",
         {"title": "De molen", "publisher": "Dal", "published": "2014-06"}),
        (_NL, "{{Cite web|url=<URL>|titel=De molen|bezochtdatum=7 juli 2015|uitgever=Dal}}",
         {"title": "De molen", "accessed": "2015-07-07", "publisher": "Dal"}),
        (_PL, "{{Cytuj stronę|url=<URL>|tytuł=Młyn|nazwisko=Lis|imię=Ewa|praca=Dolina"
         "|data=2014-06-05|data dostępu=2015-07-07|język=pl}}",
         {"title": "Młyn", "authors": ("Lis, Ewa",), "publisher": "Dolina", "language": "pl"}),
        (_PL, "{{Cytuj pismo|nazwisko=Lis|imię=Ewa|nazwisko2=Dąb|imię2=Jan|tytuł=Młyn"
         "|czasopismo=Woda|wolumin=3|rok=2014|doi=10.1000/182}}",
         {"title": "Młyn", "authors": ("Lis, Ewa", "Dąb, Jan"), "identifiers": {"doi": "10.1000/182"}}),
        (_UK, "{{Cite news|назва=Млин|url=<URL>|видання=Долина|дата=5.06.2014"
         "|дата звернення=7.07.2015}}",
         {"title": "Млин", "publisher": "Долина", "published": "2014-06-05", "accessed": "2015-07-07"}),
        (_UK, "{{публікація|автор=Лис І.|назва=Млин|рік=2014|посилання=<URL>}}",
         {"title": "Млин", "authors": ("Лис І.",), "urls": (_URL,)}),
    ],
)  # fmt: skip
def test_cite_templates_give_these_fields(before, template, fields):
    source = template.replace("<URL>", _URL).replace("<COPY>", _COPY)
    entry = link(read(f"{before}<ref>{source}</ref>".encode(), name="page")).references[0]

    assert {name: getattr(entry, name) for name in fields} == fields
