"""Templates of fourteen wikis that were written down before the reader had seen them."""

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


def _link(source):
    return link(read(source.encode(), name="page"))


@pytest.mark.parametrize(
    ("before", "source", "shown"),
    [
        (_IT, "Si trova a {{M|1250|u=m}} di quota.", "Si trova a 1250 m di quota."),
        (_IT, "Ha {{formatnum:4300}} abitanti nel {{data|3|5|1961}}.", "Ha 4300 abitanti nel 3 maggio 1961."),
        (_IT, "Il nome ({{lang|la|molendinum}}) è {{small|antico}}.", "Il nome (molendinum) è antico."),
        (_ES, "Mide {{unidad|12,5|m}} de alto.", "Mide 12,5 m de alto."),
        (_ES, "Se abrió el {{fecha|14|8|1903}}.", "Se abrió el 14 de agosto de 1903."),
        (_ES, "Es del {{siglo|XVII||s}} y costó {{esd|40 000 €}}.", "Es del siglo XVII y costó 40 000 €."),
        (_FR, "Il mesure {{unité|12.5|mètres}} de haut.", "Il mesure 12.5 mètres de haut."),
        (_FR, "Il date du {{s-|XVII|e}} siècle.", "Il date du XVIIe siècle."),
        (_FR, "Il a coûté {{unité|{{formatnum:40000}}|francs}}.", "Il a coûté 40000 francs."),
        (_FR, "Vers {{date-|14 août 1903}} il {{lang|en|burned}}.", "Vers 14 août 1903 il burned."),
        (_DE, "Sie ist {{nowrap|{{formatnum:1250}} m}} hoch.", "Sie ist 1250 m hoch."),
        (
            _DE,
            "Sie heißt ({{laS|molendinum}}) seit {{Datum|14|8|1903}}.",
            "Sie heißt (molendinum) seit 14. August 1903.",
        ),
        (_RU, "Высота {{s|12 м}}, площадь {{число|4300}} м².", "Высота 12 м, площадь 4300 м²."),
        (_RU, "Открыта {{дата|14|8|1903}} за {{nobr|40 тыс.}} рублей.", "Открыта 14 августа 1903 за 40 тыс. рублей."),
        (_RU, "Название ({{lang-la|molendinum}}) старое.", "Название (molendinum) старое."),
        (_HE, "גובהה {{מספר|1250}} מטר.", "גובהה 1250 מטר."),
        (_AR, "يبلغ ارتفاعها {{تحويل|12|m}} وعددها {{رقم|4300}}.", "يبلغ ارتفاعها 12 m وعددها 4300."),
        (_KO, "높이는 {{convert|12|m|ft}}이고 {{llang|la|molendinum}}이다.", "높이는 12 m이고 molendinum이다."),
        (_JA, "高さは{{convert|12|m|ft}}で、{{lang|la|molendinum}}という。", "高さは12 mで、molendinumという。"),
        (_ZH, "高{{convert|12|m|ft}}，{{lang|la|molendinum}}。", "高12 m，molendinum。"),
        (_PT, "Mede {{fmtn|1250|m}} e é do {{séc|XVII}}.", "Mede 1250 m e é do século XVII."),
        (_PT, "Abriu em {{dtlink|14|8|1903}}.", "Abriu em 14 de agosto de 1903."),
        (_NL, "Hij is {{getal|1250}} m hoog en uit de {{eeuw|17}}.", "Hij is 1250 m hoog en uit de 17e eeuw."),
        (_PL, "Ma {{formatnum:1250}} m i {{j|40|kg}} wagi.", "Ma 1250 m i 40 kg wagi."),
        (_UK, "Висота {{s|12 м}}, відкрито {{дата|14|8|1903}}.", "Висота 12 м, відкрито 14 серпня 1903."),
        (_FR, "Il tourne depuis le {{1er|août|1903}}.", "Il tourne depuis le 1er août 1903."),
        (_FR, "Il fut bâti au {{sp-|XVII|e|-|XVIII|e}}.", "Il fut bâti au XVIIe-XVIIIe."),
        (_HE, "נקראת {{אנ|mill}} בעמק.", "נקראת mill בעמק."),
        (_UK, "Він має {{дріб|3|4}} сили.", "Він має 3/4 сили."),
        (_DE, "Sie kostet {{nowrap|{{Bruch|3|4}} von {{formatnum:4300}}}} Mark.", "Sie kostet 3/4 von 4300 Mark."),
        (
            _IT,
            "La {{Cita|ruota}} pesa {{m|3,5 t}} e {{tutto attaccato|12 km}} dista.",
            "La ruota pesa 3,5 t e 12 km dista.",
        ),
        (_IT, "Durò dal {{Data|1903|8|14}} al {{date|2010}}.", "Durò dal 14 agosto 1903 al 2010."),
        (
            _IT,
            "Nel {{chiarire|secolo scorso|quale?}} era {{lang-en|mill}}.",
            "Nel secolo scorso[clarification needed] era mill.",
        ),
        (_ES, "El {{lang|la|molendinum}} ({{lang-en|mill}}) mide {{m|12}}.", "El molendinum (mill) mide 12."),
        (
            _ES,
            "Pagó {{USD|40000}} y {{€|12}} por {{nowrap|12 ruedas}}{{cita requerida}}.",
            "Pagó US$40000 y €12 por 12 ruedas[citation needed].",
        ),
        (_FR, "Il roule à {{unité|5|km/h}} sur {{nobr|12 km}} au {{n°|5}}.", "Il roule à 5 km/h sur 12 km au no 5."),
        (
            _FR,
            "Au {{IVe siècle}} et au {{XXIe siècle}}, {{abréviation|UE|Union}} et {{japonais|suisha|水車|suisha}}.",
            "Au IVe siècle et au XXIe siècle, UE et suisha.",
        ),
        (_FR, "Il pèse {{unité|4300|±|12|kg}} et {{unité|12.5|km|s|-1}}.", "Il pèse 4300 ± 12 kg et 12.5 km s-1."),
        (_FR, "Le {{date|14|août|1903|dans les moulins}} à {{heure|14}} il brûla.", "Le 14 août 1903 à 14 h il brûla."),
        (_DE, "Sie mahlt {{nobr|3,5 t}} {{CO2}} und {{Zahl|4300|Ohne}} Säcke.", "Sie mahlt 3,5 t CO2 und 4300 Säcke."),
        (
            _DE,
            "Sie wurde {{dts|14. August 1903}} für {{CHF|40}} gebaut.",
            "Sie wurde 14. August 1903 für 40 CHF gebaut.",
        ),
        (
            _DE,
            "Das {{Akronym|EU|Union}} und {{lang|en|mill}} und {{arS|طاحونة}} sind da.",
            "Das EU und mill und طاحونة sind da.",
        ),
        (
            _RU,
            "Родился {{дата рождения|14|8|1903}} и умер {{дата смерти|1950|9|15}}.",
            "Родился 14 августа 1903 и умер 15 сентября 1950.",
        ),
        (_RU, "Он {{не переведено 5|Мельник|мельник|en|Miller}} и {{iw|Вода|вода|en|Water}}.", "Он мельник и вода."),
        (_KO, "값은 {{KRW|40000}}이고 {{나이|1903|8|14|1950|9|15}}살이다.", "값은 ₩40000이고 47살이다."),
        (_JA, "{{要出典範囲|水車は1903年に建った|date=2014年}}。", "水車は1903年に建った[citation needed]。"),
        (_ZH, "{{tsl|en|mill|水磨}}造价{{CNY|40000}}，{{nowrap|12 米}}。", "水磨造价¥40000，12 米。"),
        (_PT, "Custou {{R$|40000}} e {{USD|12}} no {{século|XIX}}.", "Custou R$40000 e US$12 no século XIX."),
        (
            _PT,
            "Nasceu em {{nascimento|14|8|1903}} com {{unidade|12|km}} de {{ilc|rio||en|river}}.",
            "Nasceu em 14 de agosto de 1903 com 12 km de rio.",
        ),
        (_PT, "Viveu {{idade|14|8|1903|15|9|1950}} anos{{quem?}}.", "Viveu 47 anos[by whom?]."),
        (_NL, "Hij is {{leeftijd|1903|8|14|1950|9|15}} jaar en {{getal|4300}} kg.", "Hij is 47 jaar en 4300 kg."),
        (
            _NL,
            "De {{lang-la|molendinum}} kostte {{€|40}} in {{nowrap|12 delen}}.",
            "De molendinum kostte €40 in 12 delen.",
        ),
        (
            _UK,
            "Народився {{дата народження|14|8|1903}}, жив {{вік|14|8|1903|15|9|1950}} років.",
            "Народився 14 серпня 1903, жив 47 років.",
        ),
        (_UK, "Це {{нп|Млин|млин|en|Mill}} за {{USD|40}}.", "Це млин за US$40."),
    ],
)
def test_templates_show_what_readers_see(before, source, shown):
    document = _link(before + source)

    assert document.text[len(before) :] == shown
    assert document.claims[-1].unread == ()


@pytest.mark.parametrize(
    ("before", "template", "title", "authors", "published", "accessed", "is_linked", "is_archived"),
    [
        (_IT, "{{Cita news|autore=Ada Neri|titolo=Il mulino|url=<URL>|pubblicazione=Il Corso"
         "|data=5 giugno 2014|accesso=7 luglio 2015}}",
         "Il mulino", ("Ada Neri",), "2014-06-05", "2015-07-07", True, False),
        (_IT, "{{Cita pubblicazione|nome=Ada|cognome=Neri|anno=2014|mese=giugno|titolo=Mulini"
         "|rivista=Acque|volume=3|numero=2|pp=12-15|doi=10.1000/182}}",
         "Mulini", ("Neri, Ada",), "2014-06", None, False, False),
        (_ES, "{{cita publicación|apellidos1=Gil|nombre1=Eva|título=El molino|revista=Agua|año=2014"
         "|mes=junio|url=<URL>}}",
         "El molino", ("Gil, Eva",), "2014-06", None, True, False),
        (_ES, "{{cita noticia|título=El molino|url=<URL>|periódico=El Valle|fecha=5 de junio de 2014"
         "|fechaacceso=7 de julio de 2015|autor=Eva Gil}}",
         "El molino", ("Eva Gil",), "2014-06-05", "2015-07-07", True, False),
        (_FR, "{{Article|prénom1=Luc|nom1=Roy|titre=Le moulin|périodique=Eaux|jour=5|mois=juin"
         "|année=2014|lire en ligne=<URL>|consulté le=7 juillet 2015}}",
         "Le moulin", ("Roy, Luc",), "2014-06-05", "2015-07-07", True, False),
        (_FR, "{{Chapitre|auteur1=Luc Roy|titre chapitre=La roue|titre ouvrage=Moulins|éditeur=Presse"
         "|année=2014|passage=12-15}}",
         "La roue", ("Luc Roy",), "2014", None, False, False),
        (_DE, "{{Literatur|Autor=Jan Bach|Titel=Die Mühle|Sammelwerk=Wasser|Band=3|Datum=2014-06-05"
         "|Seiten=12–15|DOI=10.1000/182|Online=<URL>|Abruf=2015-07-07}}",
         "Die Mühle", ("Jan Bach",), "2014-06-05", "2015-07-07", True, False),
        (_DE, "{{Internetquelle |autor=Jan Bach |url=<URL> |titel=Die Mühle |hrsg=Tal "
         "|datum=2014-06-05 |abruf=2015-07-07 |archiv-url=<COPY> |archiv-datum=2015-06-07}}",
         "Die Mühle", ("Jan Bach",), "2014-06-05", "2015-07-07", True, True),
        (_RU, "{{Cite web|url=<URL>|title=Мельница|author=Ива Лис|date=2014-06-05"
         "|access-date=2015-07-07|archive-url=<COPY>|archive-date=2015-06-07|deadlink=no}}",
         "Мельница", ("Ива Лис",), "2014-06-05", "2015-07-07", True, True),
        (_RU, "{{Публикация|книга|автор=Лис И.|заглавие=Мельница|год=2014|издательство=Река"
         "|страницы=12}}",
         "Мельница", ("Лис И.",), "2014", None, False, False),
        (_HE, "{{צ-עיתון|מחבר=רות כץ|כותרת=הטחנה|עיתון=הנהר|תאריך=5 ביוני 2014|קישור=<URL>}}",
         "הטחנה", ("רות כץ",), "2014-06-05", None, True, False),
        (_HE, "{{קישור כללי|כתובת=<URL>|הכותב=רות כץ|כותרת=הטחנה|תאריך=2014-06-05"
         "|תאריך_וידוא=2015-07-07}}",
         "הטחנה", ("רות כץ",), "2014-06-05", "2015-07-07", True, False),
        (_AR, "{{استشهاد بكتاب|المؤلف=ليلى نور|العنوان=الطاحونة|الناشر=النهر|السنة=2014}}",
         "الطاحونة", ("ليلى نور",), "2014", None, False, False),
        (_AR, "{{استشهاد بدورية محكمة|مؤلف1=ليلى نور|عنوان=الطاحونة|صحيفة=الماء|تاريخ=5 يونيو 2014"
         "|مسار=<URL>|تاريخ الوصول=7 يوليو 2015}}",
         "الطاحونة", ("ليلى نور",), "2014-06-05", "2015-07-07", True, False),
        (_KO, "{{뉴스 인용|제목=방앗간|url=<URL>|저자=한소라|날짜=2014년 6월 5일|확인날짜=2015년 7월 7일|신문=강일보}}",
         "방앗간", ("한소라",), "2014-06-05", "2015-07-07", True, False),
        (_JA, "{{Cite journal|和書|author=森圭|title=水車|journal=水誌|date=2014年6月5日|url=<URL>"
         "|accessdate=2015年7月7日}}",
         "水車", ("森圭",), "2014-06-05", "2015-07-07", True, False),
        (_ZH, "{{cite news|author=林一|title=磨坊|url=<URL>|newspaper=河报|date=2014年6月5日"
         "|accessdate=2015年7月7日|archiveurl=<COPY>|archivedate=2015年6月7日}}",
         "磨坊", ("林一",), "2014-06-05", "2015-07-07", True, True),
        (_PT, "{{citar periódico|sobrenome=Reis|nome=Ana|título=O moinho|jornal=O Vale"
         "|data=5 de junho de 2014|url=<URL>|acessodata=7 de julho de 2015}}",
         "O moinho", ("Reis, Ana",), "2014-06-05", "2015-07-07", True, False),
        (_NL, "{{Citeer boek|achternaam=Bos|voornaam=Jan|titel=De molen|uitgever=Dal|jaar=2014"
         "|pagina's=12}}",
         "De molen", ('Bos, Jan',), '2014', None, False, False),
        (_NL, "{{Citeer nieuws|auteur=Jan Bos|titel=De molen|krant=Het Dal|datum=5 juni 2014|url=<URL>"
         "|bezochtdatum=7 juli 2015}}",
         "De molen", ("Jan Bos",), "2014-06-05", "2015-07-07", True, False),
        (_PL, "{{Cytuj pismo|autor=Ewa Lis|tytuł=Młyn|czasopismo=Woda|rok=2014|miesiąc=czerwiec"
         "|strony=12|url=<URL>|data dostępu=2015-07-07}}",
         "Młyn", ("Ewa Lis",), "2014-06", "2015-07-07", True, False),
        (_UK, "{{Cite web|назва=Млин|автор=Іва Лис|url=<URL>|дата=5 червня 2014"
         "|дата-доступу=7 липня 2015|архів-url=<COPY>|архів-дата=7 червня 2015|мертвий-url=no}}",
         "Млин", ("Іва Лис",), "2014-06-05", "2015-07-07", True, True),
    ],
)  # fmt: skip
def test_cite_templates_give_their_fields(
    before, template, title, authors, published, accessed, is_linked, is_archived
):
    source = template.replace("<URL>", _URL).replace("<COPY>", _COPY)
    entry = _link(f"{before}<ref>{source}</ref>").references[0]

    assert (entry.title, entry.authors, entry.published, entry.accessed) == (title, authors, published, accessed)
    assert (entry.urls, entry.archive_url) == ((_URL,) if is_linked else (), _COPY if is_archived else None)


@pytest.mark.parametrize(
    ("before", "note", "work"),
    [
        (_IT, "<ref>{{cita|Neri 2014|p. 9}}</ref>", "{{Cita libro|nome=Ada|cognome=Neri|titolo=W|anno=2014}}"),
        (_ES, "<ref>{{Harvnp|Gil|2014|p=9}}</ref>", "{{cita libro|apellidos=Gil|nombre=Eva|título=W|año=2014}}"),
        (_DE, "<ref>{{Harvnb|Bach|2014|p=9}}</ref>", "{{Literatur|Autor=Jan Bach|Titel=W|Datum=2014}}"),
        (_AR, "{{sfn|نور|2014|ص=9}}", "{{استشهاد بكتاب|الأخير=نور|الأول=ليلى|عنوان=W|سنة=2014}}"),
        (_ZH, "{{sfn|林|2014|p=9}}", "{{cite book|last=林|first=一|title=W|year=2014}}"),
        (_UK, "{{sfn|Лис|2014|с=9}}", "{{книга|автор=Лис І.|назва=W|рік=2014|ref=Лис}}"),
        (_PT, "{{sfn|Reis|2014|p=9}}", "{{citar livro|sobrenome=Reis|nome=Ana|título=W|ano=2014}}"),
    ],
)
def test_short_notes_find_their_work(before, note, work):
    entry = _link(f"{before}{note}\n\n<references/>\n* {work}").references[0]

    assert (entry.title, entry.pages) == ("W", "9")


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        (_IT, "Ha {{Popolazione Italia|Borgo}} abitanti in tutto.", "{{Popolazione Italia}}"),
        (
            _DE,
            "Der Ort hat {{Metadaten Einwohnerzahl DE-BY|09162000}} Einwohner insgesamt.",
            "{{Metadaten Einwohnerzahl DE-BY}}",
        ),
        (_RU, "В городе {{Население|Москва|ц}} человек всего.", "{{Население}}"),
        (
            _FR,
            "La ville compte {{Dernière population commune de France}} habitants.",
            "{{Dernière population commune de France}}",
        ),
        (_JA, "人口は{{自治体人口/東京都|千代田区}}人である。", "{{自治体人口/東京都}}"),
        (_PL, "Gmina ma {{Ludność gminy|0201011}} osób.", "{{Ludność gminy}}"),
        (_IT, "È del {{sec|XVII}} e misura {{converti|12|m|ft}}.", "{{sec}}"),
        (_ES, "Dura {{s|12}} en total.", "{{s}}"),
        (_ES, "Tiene {{población|Valle}} y {{número|4300}} vecinos.", "{{población}}"),
    ],
)
def test_templates_that_are_not_known_are_named(before, source, name):
    assert _link(before + source).claims[-1].unread == (name,)


@pytest.mark.parametrize(
    ("before", "template", "authors"),
    [
        (_DE, "{{Literatur|Autor=Jan Bach, Eva Fels|Titel=W}}", ("Jan Bach", "Eva Fels")),
        (_RU, "{{книга|автор=Лис И. И., Дуб П. П.|заглавие=W}}", ("Лис И. И.", "Дуб П. П.")),
        (_ZH, "{{cite book|author=林一；王二|title=W}}", ("林一", "王二")),
        (_ES, "{{cita libro|autor=Gil Paz, Eva María|título=W}}", ("Gil Paz, Eva María",)),
        (_DE, "{{Literatur|Autor=Bach, Jan|Titel=W}}", ("Bach, Jan",)),
        (
            "",
            "{{cite book|author=Ministry of Mills, Government of Wessex|title=W}}",
            ("Ministry of Mills, Government of Wessex",),
        ),
        (_PL, "{{Cytuj książkę|nazwisko r=Lis|imię r=Ewa|rozdział=K|nazwisko=Dąb|imię=Jan|tytuł=W}}", ("Lis, Ewa",)),
    ],
)
def test_a_parameter_may_name_several_authors(before, template, authors):
    assert _link(f"{before}<ref>{template}</ref>").references[0].authors == authors


@pytest.mark.parametrize(
    ("before", "entry", "publisher", "published"),
    [
        (_RU, "[<URL> Мельница] {{Wayback|url=<URL> |date=20150607080910 }} // Долина, 5 июня 2014",
         "Долина", "2014-06-05"),
        (_NL, "[<URL> De molen] {{Webarchief|url=<COPY>|datum=7 juni 2015}}, 5 juni 2014", None, "2014-06-05"),
        (_RU, "{{статья|заглавие=М|ссылка=<URL>|издание=Долина|год=2014}} "
         "{{Архивная копия|url=<URL>|date=20150607080910}}",
         "Долина", "2014"),
        (_FR, "{{Lien brisé|url=<URL>|titre=Le moulin|archive=<COPY>}}", None, None),
    ],
)  # fmt: skip
def test_the_date_of_a_copy_is_not_that_of_the_work(before, entry, publisher, published):
    entry = entry.replace("<URL>", _URL).replace("<COPY>", _COPY)
    found = _link(f"{before}<ref>{entry}</ref>").references[0]

    assert (found.publisher, found.published) == (publisher, published)
    assert (found.urls, found.archive_url, found.archived) == ((_URL,), _COPY, "2015-06-07")


def test_a_template_with_the_arguments_of_a_cite_template_is_one():
    entry = _link(_DE + "<ref>{{Der Spiegel|ID=123|Titel=Die Mühle|Jahr=2014|Seiten=12}}</ref>").references[0]

    assert (entry.text, entry.title, entry.published) == ('Der Spiegel: "Die Mühle". 2014. p. 12.', "Die Mühle", "2014")


@pytest.mark.parametrize("template", ["{{Der Spiegel|Die Mühle|2014}}", "{{Übersetzung|Titel=Die Mühle|Ziel=en}}"])
def test_a_template_without_such_arguments_is_shown_by_its_name(template):
    assert _link(f"{_DE}<ref>{template}</ref>").references[0].text.startswith(template[2:10])
