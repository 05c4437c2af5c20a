"""Names and abbreviations of the months in the languages of the big wikis, lower case, without their full stops."""

from __future__ import annotations

# One row a language, the twelve months between bars, the forms of one month between slashes. Compiled with the
# help of Unicode CLDR, to which spellings that wikis use beside it were added.
_ROWS = {
    "en": (
        "january/jan|february/feb|march/mar|april/apr|may|june/jun|july/jul|august/aug|september/sep/sept|"
        "october/oct|november/nov|december/dec"
    ),
    "de": (
        "januar/jan/jänner/jän|februar/feb/feber|märz/mär/mrz|april/apr|mai|juni/jun|juli/jul|august/aug|"
        "september/sept/sep|oktober/okt|november/nov|dezember/dez"
    ),
    "fr": (
        "janvier/janv|février/févr/fevrier/fev|mars|avril/avr|mai|juin|juillet/juil/jul|août/aout|"
        "septembre/sept|octobre/oct|novembre/nov|décembre/déc/decembre/dec"
    ),
    "es": (
        "enero/ene|febrero/feb|marzo/mar|abril/abr|mayo/may|junio/jun|julio/jul|agosto/ago|"
        "septiembre/sept/setiembre/set|octubre/oct|noviembre/nov|diciembre/dic"
    ),
    "it": (
        "gennaio/gen|febbraio/feb|marzo/mar|aprile/apr|maggio/mag|giugno/giu|luglio/lug|agosto/ago|"
        "settembre/set|ottobre/ott|novembre/nov|dicembre/dic"
    ),
    "pt": (
        "janeiro/jan|fevereiro/fev|março/mar|abril/abr|maio/mai|junho/jun|julho/jul|agosto/ago|setembro/set|"
        "outubro/out|novembro/nov|dezembro/dez"
    ),
    "nl": (
        "januari/jan|februari/feb|maart/mrt|april/apr|mei|juni/jun|juli/jul|augustus/aug|september/sep|"
        "oktober/okt|november/nov|december/dec"
    ),
    "sv": (
        "januari/jan|februari/feb|mars|april/apr|maj|juni|juli|augusti/aug|september/sep|oktober/okt|"
        "november/nov|december/dec"
    ),
    "no": (
        "januar/jan|februar/feb|mars/mar|april/apr|mai|juni/jun|juli/jul|august/aug|september/sep|"
        "oktober/okt|november/nov|desember/des"
    ),
    "da": (
        "januar/jan|februar/feb|marts/mar|april/apr|maj|juni/jun|juli/jul|august/aug|september/sep|"
        "oktober/okt|november/nov|december/dec"
    ),
    "fi": (
        "tammikuuta/tammi/tammikuu|helmikuuta/helmi/helmikuu|maaliskuuta/maalis/maaliskuu|"
        "huhtikuuta/huhti/huhtikuu|toukokuuta/touko/toukokuu|kesäkuuta/kesä/kesäkuu|"
        "heinäkuuta/heinä/heinäkuu|elokuuta/elo/elokuu|syyskuuta/syys/syyskuu|lokakuuta/loka/lokakuu|"
        "marraskuuta/marras/marraskuu|joulukuuta/joulu/joulukuu"
    ),
    "pl": (
        "stycznia/sty/styczeń|lutego/lut/luty|marca/mar/marzec|kwietnia/kwi/kwiecień|maja/maj|"
        "czerwca/cze/czerwiec|lipca/lip/lipiec|sierpnia/sie/sierpień|września/wrz/wrzesień|"
        "października/paź/październik|listopada/lis/listopad|grudnia/gru/grudzień"
    ),
    "cs": (
        "ledna/led/leden|února/úno/únor|března/bře/březen|dubna/dub/duben|května/kvě/květen|"
        "června/čvn/červen|července/čvc/červenec|srpna/srp/srpen|září/zář|října/říj/říjen|"
        "listopadu/lis/listopad|prosince/pro/prosinec"
    ),
    "sk": (
        "januára/jan/január|februára/feb/február|marca/mar/marec|apríla/apr/apríl|mája/máj|júna/jún|júla/júl|"
        "augusta/aug/august|septembra/sep/september|októbra/okt/október|novembra/nov/november|"
        "decembra/dec/december"
    ),
    "hu": (
        "január/jan|február/febr/feb|március/márc|április/ápr/apr|május/máj|június/jún|július/júl|"
        "augusztus/aug|szeptember/szept/sze|október/okt|november/nov|december/dec"
    ),
    "ro": (
        "ianuarie/ian|februarie/feb|martie/mar|aprilie/apr|mai|iunie/iun|iulie/iul|august/aug|"
        "septembrie/sept/sep|octombrie/oct|noiembrie/nov/noi|decembrie/dec"
    ),
    "ru": (
        "января/янв/январь|февраля/февр/февраль/фев|марта/мар/март|апреля/апр/апрель|мая/май|июня/июн/июнь|"
        "июля/июл/июль|августа/авг/август|сентября/сент/сентябрь/сен|октября/окт/октябрь|"
        "ноября/нояб/ноябрь/ноя|декабря/дек/декабрь"
    ),
    "uk": (
        "січня/січ/січень|лютого/лют/лютий|березня/бер/березень|квітня/квіт/квітень|травня/трав/травень|"
        "червня/черв/червень|липня/лип/липень|серпня/серп/серпень|вересня/вер/вересень|жовтня/жовт/жовтень|"
        "листопада/лист/листопад|грудня/груд/грудень"
    ),
    "be": (
        "студзеня/сту/студзень|лютага/лют/люты|сакавіка/сак/сакавік|красавіка/кра/красавік|мая/май|"
        "чэрвеня/чэр/чэрвень|ліпеня/ліп/ліпень|жніўня/жні/жнівень|верасня/вер/верасень|"
        "кастрычніка/кас/кастрычнік|лістапада/ліс/лістапад|снежня/сне/снежань"
    ),
    "bg": (
        "януари/яну|февруари/фев|март|април/апр|май|юни|юли|август/авг|септември/сеп|октомври/окт|"
        "ноември/ное|декември/дек"
    ),
    "sr": (
        "јануар/јан/januar/jan/јануара|фебруар/феб/februar/feb/фебруара|март/мар/mart/mar/марта|"
        "април/апр/april/apr/априла|мај/maj/маја|јун/jun/јуна|јул/jul/јула|август/авг/avgust/avg/августа|"
        "септембар/сеп/septembar/sep/септембра|октобар/окт/oktobar/okt/октобра|"
        "новембар/нов/novembar/nov/новембра|децембар/дец/decembar/dec/децембра"
    ),
    "hr": (
        "siječnja/sij/siječanj|veljače/velj/veljača|ožujka/ožu/ožujak|travnja/tra/travanj|"
        "svibnja/svi/svibanj|lipnja/lip/lipanj|srpnja/srp/srpanj|kolovoza/kol/kolovoz|rujna/ruj/rujan|"
        "listopada/lis/listopad|studenoga/stu/studeni|prosinca/pro/prosinac"
    ),
    "sl": (
        "januar/jan|februar/feb|marec/mar|april/apr|maj|junij/jun|julij/jul|avgust/avg|september/sep|"
        "oktober/okt|november/nov|december/dec"
    ),
    "mk": (
        "јануари/јан|февруари/фев|март/мар|април/апр|мај|јуни/јун|јули/јул|август/авг|септември/сеп|"
        "октомври/окт|ноември/ное|декември/дек"
    ),
    "el": (
        "ιανουαρίου/ιαν/ιανουάριος|φεβρουαρίου/φεβ/φεβρουάριος|μαρτίου/μαρ/μάρτιος/μάρ|απριλίου/απρ/απρίλιος|"
        "μαΐου/μαΐ/μάιος/μάι/μαιου|ιουνίου/ιουν/ιούνιος/ιούν|ιουλίου/ιουλ/ιούλιος/ιούλ|"
        "αυγούστου/αυγ/αύγουστος/αύγ|σεπτεμβρίου/σεπ/σεπτέμβριος|οκτωβρίου/οκτ/οκτώβριος|"
        "νοεμβρίου/νοε/νοέμβριος/νοέ|δεκεμβρίου/δεκ/δεκέμβριος"
    ),
    "tr": (
        "ocak/oca|şubat/şub|mart/mar|nisan/nis|mayıs/may|haziran/haz|temmuz/tem|ağustos/ağu|eylül/eyl|"
        "ekim/eki|kasım/kas|aralık/ara"
    ),
    "ar": (
        "يناير/كانون الثاني|فبراير/شباط|مارس/آذار|أبريل/نيسان/ابريل/إبريل|مايو/أيار|يونيو/حزيران/يونيه|"
        "يوليو/تموز/يوليه|أغسطس/آب|سبتمبر/أيلول|أكتوبر/تشرين الأول|نوفمبر/تشرين الثاني|ديسمبر/كانون الأول"
    ),
    "fa": (
        "ژانویهٔ/ژانویه|فوریهٔ/فوریه|مارس|آوریل|مهٔ/مه/می|ژوئن|ژوئیهٔ/ژوئیه/جولای|اوت/آگوست|سپتامبر|اکتبر|نوامبر|دسامبر"
    ),
    "he": (
        "ינואר/ינו׳|פברואר/פבר׳|מרץ|אפריל/אפר׳|מאי|יוני|יולי|אוגוסט/אוג׳|ספטמבר/ספט׳|אוקטובר/אוק׳|"
        "נובמבר/נוב׳|דצמבר/דצמ׳"
    ),
    "hi": (
        "जनवरी/जन॰/जन|फ़रवरी/फ़र॰/फरवरी|मार्च|अप्रैल|मई|जून|जुलाई/जुल॰|अगस्त/अग॰|सितंबर/सित॰/सितम्बर|"
        "अक्टूबर/अक्टू॰|नवंबर/नव॰/नवम्बर|दिसंबर/दिस॰/दिसम्बर"
    ),
    "bn": (
        "জানুয়ারী/জানু/জানুয়ারি|ফেব্রুয়ারী/ফেব/ফেব্রুয়ারি|মার্চ|এপ্রিল/এপ্রি|মে|জুন|জুলাই/জুল|আগস্ট/আগ|"
        "সেপ্টেম্বর/সেপ|অক্টোবর/অক্টো|নভেম্বর/নভে|ডিসেম্বর/ডিসে"
    ),
    "th": (
        "มกราคม/ม.ค|กุมภาพันธ์/ก.พ|มีนาคม/มี.ค|เมษายน/เม.ย|พฤษภาคม/พ.ค|มิถุนายน/มิ.ย|กรกฎาคม/ก.ค|สิงหาคม/ส.ค|"
        "กันยายน/ก.ย|ตุลาคม/ต.ค|พฤศจิกายน/พ.ย|ธันวาคม/ธ.ค"
    ),
    "id": (
        "januari/jan|februari/feb/peb/pebruari|maret/mar|april/apr|mei|juni/jun|juli/jul|agustus/agu/agt|"
        "september/sep|oktober/okt|november/nov/nop/nopember|desember/des"
    ),
    "ms": (
        "januari/jan|februari/feb|mac|april/apr|mei|jun|julai/jul|ogos/ogo|september/sep|oktober/okt|"
        "november/nov|disember/dis"
    ),
    "ca": (
        "gener/gen|febrer/febr|març|abril/abr|maig|juny|juliol/jul|agost/ag|setembre/set|octubre/oct|"
        "novembre/nov|desembre/des"
    ),
    "eu": (
        "urtarrila/urt|otsaila/ots|martxoa/mar|apirila/api|maiatza/mai|ekaina/eka|uztaila/uzt|abuztua/abu|"
        "iraila/ira|urria/urr|azaroa/aza|abendua/abe"
    ),
    "gl": (
        "xaneiro/xan|febreiro/feb|marzo/mar|abril/abr|maio|xuño|xullo/xul|agosto/ago|setembro/set|"
        "outubro/out|novembro/nov|decembro/dec"
    ),
    "eo": (
        "januaro/jan|februaro/feb|marto/mar|aprilo/apr|majo/maj|junio/jun|julio/jul|aŭgusto/aŭg|"
        "septembro/sep|oktobro/okt|novembro/nov|decembro/dec"
    ),
    "la": (
        "ianuarii/ian/ianuarius|februarii/feb/februarius|martii/mar/martius|aprilis/apr|maii/mai/maius|"
        "iunii/iun/iunius|iulii/iul/iulius|augusti/aug/augustus|septembris/sep/september|"
        "octobris/oct/october|novembris/nov/november|decembris/dec/december"
    ),
    "lt": (
        "sausio/saus/sausis|vasario/vas/vasaris|kovo/kov/kovas|balandžio/bal/balandis|gegužės/geg/gegužė|"
        "birželio/birž/birželis|liepos/liep/liepa|rugpjūčio/rugp/rugpjūtis|rugsėjo/rugs/rugsėjis|"
        "spalio/spal/spalis|lapkričio/lapkr/lapkritis|gruodžio/gruod/gruodis"
    ),
    "lv": (
        "janvāris/janv|februāris/febr|marts|aprīlis/apr|maijs|jūnijs/jūn|jūlijs/jūl|augusts/aug|"
        "septembris/sept|oktobris/okt|novembris/nov|decembris/dec"
    ),
    "et": (
        "jaanuar/jaan|veebruar/veebr|märts|aprill/apr|mai|juuni|juuli|august/aug|september/sept|oktoober/okt|"
        "november/nov|detsember/dets"
    ),
    "hy": (
        "հունվարի/հնվ/հունվար|փետրվարի/փտվ/փետրվար|մարտի/մրտ/մարտ|ապրիլի/ապր/ապրիլ|մայիսի/մյս/մայիս|"
        "հունիսի/հնս/հունիս|հուլիսի/հլս/հուլիս|օգոստոսի/օգս/օգոստոս|սեպտեմբերի/սեպ/սեպտեմբեր|"
        "հոկտեմբերի/հոկ/հոկտեմբեր|նոյեմբերի/նոյ/նոյեմբեր|դեկտեմբերի/դեկ/դեկտեմբեր"
    ),
    "ka": (
        "იანვარი/იან|თებერვალი/თებ|მარტი/მარ|აპრილი/აპრ|მაისი/მაი|ივნისი/ივნ|ივლისი/ივლ|აგვისტო/აგვ|"
        "სექტემბერი/სექ|ოქტომბერი/ოქტ|ნოემბერი/ნოე|დეკემბერი/დეკ"
    ),
    "az": (
        "yanvar/yan|fevral/fev|mart/mar|aprel/apr|may|iyun/iyn|iyul/iyl|avqust/avq|sentyabr/sen|oktyabr/okt|"
        "noyabr/noy|dekabr/dek"
    ),
    "kk": (
        "қаңтар/қаң|ақпан/ақп|наурыз/нау|сәуір/сәу|мамыр/мам|маусым/мау|шілде/шіл|тамыз/там|қыркүйек/қыр|"
        "қазан/қаз|қараша/қар|желтоқсан/жел"
    ),
    "ur": "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر",
    "ta": ("ஜனவரி/ஜன|பிப்ரவரி/பிப்|மார்ச்/மார்|ஏப்ரல்/ஏப்|மே|ஜூன்|ஜூலை|ஆகஸ்ட்/ஆக|செப்டம்பர்/செப்|அக்டோபர்/அக்|நவம்பர்/நவ|டிசம்பர்/டிச"),
    "te": ("జనవరి/జన|ఫిబ్రవరి/ఫిబ్ర|మార్చి|ఏప్రిల్/ఏప్రి|మే|జూన్|జులై|ఆగస్టు/ఆగ|సెప్టెంబర్/సెప్టెం|అక్టోబర్/అక్టో|నవంబర్/నవం|డిసెంబర్/డిసెం"),
    "mr": ("जानेवारी/जाने|फेब्रुवारी/फेब्रु|मार्च|एप्रिल/एप्रि|मे|जून|जुलै|ऑगस्ट/ऑग|सप्टेंबर/सप्टें|ऑक्टोबर/ऑक्टो|नोव्हेंबर/नोव्हें|डिसेंबर/डिसें"),
    "is": (
        "janúar/jan|febrúar/feb|mars/mar|apríl/apr|maí|júní/jún|júlí/júl|ágúst/ágú|september/sep|október/okt|"
        "nóvember/nóv|desember/des"
    ),
    "sq": (
        "janar/jan|shkurt/shk|mars/mar|prill/pri|maj|qershor/qer|korrik/korr|gusht/gush|shtator/sht|"
        "tetor/tet|nëntor/nën|dhjetor/dhj"
    ),
    "af": (
        "januarie/jan|februarie/feb|maart/mrt|april/apr|mei|junie/jun|julie/jul|augustus/aug|september/sep|"
        "oktober/okt|november/nov|desember/des"
    ),
    "tl": (
        "enero/ene|pebrero/peb|marso/mar|abril/abr|mayo/may|hunyo/hun|hulyo/hul|agosto/ago|setyembre/set|"
        "oktubre/okt|nobyembre/nob|disyembre/dis"
    ),
    "vi": (
        "tháng 1/thg 1|tháng 2/thg 2|tháng 3/thg 3|tháng 4/thg 4|tháng 5/thg 5|tháng 6/thg 6|tháng 7/thg 7|"
        "tháng 8/thg 8|tháng 9/thg 9|tháng 10/thg 10|tháng 11/thg 11|tháng 12/thg 12"
    ),
}


def month_numbers() -> dict[str, dict[str, int]]:
    """Return, for each language, its month names with their numbers (1 to 12)."""
    table: dict[str, dict[str, int]] = {}
    for language, row in _ROWS.items():
        table[language] = {
            form: number for number, forms in enumerate(row.split("|"), start=1) for form in forms.split("/") if form
        }
    return table
