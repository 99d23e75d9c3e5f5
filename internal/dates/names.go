package dates

import (
	"strings"
	"unicode"
)

// months are the names of months, folded. A name that means another month elsewhere is left out: "listopada" is
// November in Polish and October in Croatian.
var months = numbered(
	"january jan januar jaenner janner janvier janv enero ene janeiro gennaio gen januari ianuarie ian ocak styczen "+
		"stycznia sty leden ledna "+
		"tammikuu tammikuuta gener января январь янв січня січень січ януари",
	"february feb februar fevrier fevr fev febrero fevereiro febbraio februari februarie subat luty lutego lut unor "+
		"unora helmikuu helmikuuta "+
		"febrer február февраля февраль фев февр лютого лютий лют февруари",
	"march mar marz maerz mrz mars marzo marco maart mrt marts martie mart marzec marca brezen brezna maaliskuu "+
		"maaliskuuta marcius maret marc "+
		"марта март мар березня березень бер",
	"april apr avril avr abril abr aprile aprilie nisan kwiecien kwietnia kwi duben dubna huhtikuu huhtikuuta "+
		"aprilis апреля апрель апр "+
		"квітня квітень квіт април",
	"may mai mayo maio maggio mag mei maj mayis maja kveten kvetna toukokuu toukokuuta majus maig мая май маи "+
		"травня травень трав",
	"june jun juni juin junio junho giugno giu iunie haziran czerwiec czerwca cze cerven cervna kesakuu kesakuuta "+
		"junius juny июня июнь июн "+
		"червня червень черв юни",
	"july jul juli juillet juil julio julho luglio lug iulie temmuz lipiec lipca lip cervenec cervence heinakuu "+
		"heinakuuta julius juliol июля "+
		"июль июл липня липень лип юли",
	"august aug aout agosto ago augustus augusti agustos sierpien sierpnia sie srpen srpna elokuu elokuuta "+
		"augusztus agustus agost августа август "+
		"авг серпня серпень серп",
	"september sep sept septembre septiembre setiembre setembro settembre set septembrie eylul wrzesien wrzesnia "+
		"wrz zari syyskuu syyskuuta "+
		"szeptember setembre сентября сентябрь сен сент вересня вересень вер септември",
	"october oct oktober okt octobre octubre outubro out ottobre ott octombrie ekim pazdziernik pazdziernika paz "+
		"rijen rijna lokakuu lokakuuta "+
		"октября октябрь окт жовтня жовтень жовт октомври",
	"november nov novembre noviembre novembro noiembrie kasim listopadu marraskuu marraskuuta ноября ноябрь ноя "+
		"нояб листопада листопад лист ноември",
	"december dec dezember dez decembre diciembre dic dezembro dicembre decembrie aralik grudzien grudnia gru "+
		"prosinec prosince joulukuu "+
		"joulukuuta desember des desembre декабря декабрь дек грудня грудень груд декември",
)

func numbered(lists ...string) map[string]int {
	m := map[string]int{}
	for i, list := range lists {
		for _, name := range strings.Fields(list) {
			m[fold(name)] = i + 1
		}
	}
	return m
}

// weekdays are passed over: the date says which it was.
var weekdays = set("monday mon tuesday tue tues wednesday wed weds thursday thu thur thurs friday fri saturday sat "+
	"sunday sun",
	"montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so",
	"lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim",
	"lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom",
	"segunda terca quarta quinta sexta feira seg ter qua qui sex",
	"lunedi martedi mercoledi giovedi venerdi sabato domenica gio",
	"maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo",
	"mandag tirsdag onsdag torsdag fredag lordag sondag mandag tisdag",
	"poniedzialek wtorek sroda czwartek piatek sobota niedziela pon wt sr czw pt sob nd niedz",
	"pazartesi sali carsamba persembe cuma cumartesi pazar",
	"понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
	"понеділок вівторок середа четвер п'ятниця субота неділя нд")

// fillers say nothing of their own in a date.
var fillers = set("of the on at de del le les el la los las il alle ore a as um am den der dnia pa kl klo uhr h hrs " +
	"г года год в р року . - / '")

func set(lists ...string) map[string]bool {
	m := map[string]bool{}
	for _, list := range lists {
		for _, name := range strings.Fields(list) {
			m[fold(name)] = true
		}
	}
	return m
}

// zones are the names that mean one zone: those of RFC 822, and others that no second zone is called by. A time in
// another zone ("IST" is of India, Israel and Ireland) is a local one.
var zones = map[string]string{
	"z": "Z", "gmt": "Z", "ut": "Z", "utc": "Z", "wet": "Z",
	"est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00",
	"pst": "-08:00", "pdt": "-07:00",
	"akst": "-09:00", "akdt": "-08:00", "hst": "-10:00", "nst": "-03:30", "ndt": "-02:30", "brt": "-03:00",
	"art": "-03:00",
	"cet": "+01:00", "cest": "+02:00", "mez": "+01:00", "mesz": "+02:00", "west": "+01:00", "wat": "+01:00",
	"cat": "+02:00", "sast": "+02:00",
	"eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "eat": "+03:00", "trt": "+03:00", "pkt": "+05:00",
	"npt": "+05:45",
	"ict": "+07:00", "wib": "+07:00", "hkt": "+08:00", "sgt": "+08:00", "awst": "+08:00", "jst": "+09:00",
	"kst":  "+09:00",
	"acst": "+09:30", "acdt": "+10:30", "aest": "+10:00", "aedt": "+11:00", "nzst": "+12:00", "nzdt": "+13:00",
}

// plainLetters are letters without their marks, as dates are often written.
var plainLetters = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ă", "a", "ą", "a", "ç", "c", "č", "c", "ć", "c",
	"è", "e", "é", "e", "ê", "e", "ë", "e",
	"ě", "e", "ę", "e", "ğ", "g", "ì", "i", "í", "i", "î", "i", "ï", "i", "ı", "i", "ł", "l", "ñ", "n", "ń", "n",
	"ň", "n", "ò", "o", "ó", "o", "ô", "o",
	"õ", "o", "ö", "o", "ø", "o", "ő", "o", "ř", "r", "ś", "s", "š", "s", "ş", "s", "ș", "s", "ť", "t", "ţ", "t",
	"ț", "t", "ù", "u", "ú", "u", "û", "u",
	"ü", "u", "ů", "u", "ű", "u", "ý", "y", "ź", "z", "ž", "z", "ż", "z", "й", "и", "ё", "е", "’", "'",
)

// fold returns a text in lower case, without marks on its letters, and with single spaces.
func fold(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || r == '\u200e' || r == '\u200f' || r == '\ufeff' {
			return -1
		}
		return r
	}, strings.ToLower(text))
	return plainLetters.Replace(strings.Join(strings.Fields(text), " "))
}
