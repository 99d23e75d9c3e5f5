package copying

import "strings"

// agency is a news agency with the ways in which credit lines write it. An alias in capitals, or with capitals after its
// first letter, is found as written only: "ANI" is no "ani".
type agency struct {
	name    string
	aliases string // set apart by "|"; the name itself is one
}

// agencies lists the agencies that credit lines are read for. Left out because they are more often something else: PA
// (Pennsylvania), UNI and MENA (a region) without more.
var agencies = []agency{
	{"AP", "Associated Press|The Associated Press|АП|Ассошиэйтед Пресс|美联社|美聯社|AP通信|أسوشيتد برس"},
	{"Reuters", "Thomson Reuters|REUTERS|Рейтер|Рейтерс|Reuter|Ройтерс|路透社|路透|ロイター|رويترز|Ρόιτερς"},
	{"AFP", "Agence France-Presse|Agence France Presse|АФП|Франс Пресс|法新社|AFP通信|فرانس برس|أ ف ب"},
	{"dpa", "DPA|Deutsche Presse-Agentur|Deutschen Presse-Agentur|ДПА|德新社"},
	{"TASS", "ITAR-TASS|Itar-Tass|Tass|ТАСС|ИТАР-ТАСС|塔斯社|TACC|تاس"},
	{"ANSA", "Ansa|АНСА|安莎社"},
	{"EFE", "Agencia EFE|Efe|ЭФЕ|埃菲社|إفي"},
	{"Xinhua", "XINHUA|Xinhua News Agency|Синьхуа|新华社|新華社|شينخوا"},
	{"Kyodo", "KYODO|Kyodo News|Киодо|共同通信|共同社"},
	{"PA Media", "Press Association|PA news agency|PA News Agency"},
	{"UPI", "United Press International|合众国际社"},
	{"Bloomberg", "Bloomberg News|Блумберг|彭博社|彭博|ブルームバーグ|بلومبرغ"},
	{"Interfax", "INTERFAX|Интерфакс|国际文传电讯社"},
	{"Interfax-Ukraine", "Интерфакс-Украина|Інтерфакс-Україна"},
	{"RIA Novosti", "RIA|РИА Новости|РИА|俄新社"},
	{"Sputnik", "Спутник|俄罗斯卫星通讯社"},
	{"Anadolu", "Anadolu Agency|Anadolu Ajansı|Agence Anadolu|Anadolu Agentur|Анадолу|الأناضول"},
	{"PTI", "Press Trust of India"},
	{"ANI", "Asian News International"},
	{"IANS", "Indo-Asian News Service"},
	{"Canadian Press", "The Canadian Press|La Presse Canadienne|Presse canadienne"},
	{"AAP", "Australian Associated Press"},
	{"APA", "Austria Presse Agentur"},
	{"Keystone-SDA", "Keystone-ATS|SDA|ATS"},
	{"Belga", "BELGA"},
	{"ANP", "Algemeen Nederlands Persbureau"},
	{"Ritzau", "RITZAU"},
	{"NTB", "Norsk Telegrambyrå"},
	{"TT", "Tidningarnas Telegrambyrå"},
	{"STT", "Suomen Tietotoimisto"},
	{"Lusa", "LUSA|Agência Lusa"},
	{"PAP", "Polska Agencja Prasowa|ПАП"},
	{"ČTK", "CTK|Česká tisková kancelář"},
	{"TASR", ""},
	{"MTI", "Magyar Távirati Iroda"},
	{"Agerpres", "AGERPRES"},
	{"Tanjug", "Танјуг|Танюг"},
	{"HINA", "Hina"},
	{"BTA", "БТА"},
	{"Ukrinform", "Укринформ|Укрінформ"},
	{"UNIAN", "УНИАН|УНІАН"},
	{"BelTA", "БелТА|BELTA"},
	{"Yonhap", "Yonhap News Agency|연합뉴스|Ёнхап|韩联社"},
	{"Jiji", "Jiji Press|時事通信"},
	{"Bernama", "BERNAMA"},
	{"Antara", "ANTARA"},
	{"WAM", "وام"},
	{"IRNA", "ИРНА|إرنا"},
	{"SANA", "САНА|سانا"},
	{"Middle East News Agency", ""},
	{"Prensa Latina", ""},
	{"Europa Press", ""},
	{"Télam", "Telam|TÉLAM"},
	{"Agência Brasil", ""},
	{"Dow Jones", "Dow Jones Newswires"},
	{"Inter Press Service", "IPS"},
}

// alias is a spelling of an agency.
type alias struct {
	agency  int // index into agencies
	written string
	words   int
	exact   bool // found as written only
}

// aliases are the spellings by the hash of their first normalised word, the longest first.
var aliases = func() map[uint64][]alias {
	table := map[uint64][]alias{}
	for i, a := range agencies {
		for _, spelling := range append([]string{a.name}, strings.Split(a.aliases, "|")...) {
			words := appendWords(nil, spelling)
			if len(words) == 0 {
				continue
			}
			short := []rune(spelling)
			exact := len(words) == 1 && (len(short) <= 4 || strings.ToLower(string(short[1:])) != string(short[1:]))
			entry := alias{agency: i, written: spelling, words: len(words), exact: exact}
			list := table[words[0].hash]
			at := 0
			for at < len(list) && list[at].words >= entry.words {
				at++
			}
			table[words[0].hash] = append(list[:at:at], append([]alias{entry}, list[at:]...)...)
		}
	}
	return table
}()

// agencyOf returns the index of the agency with exactly that name or alias, whatever its case, -1 for none.
func agencyOf(name string) int {
	words := appendWords(nil, name)
	if len(words) == 0 {
		return -1
	}
	for _, a := range aliases[words[0].hash] {
		if a.words == len(words) && Normalize(a.written) == Normalize(name) {
			return a.agency
		}
	}
	return -1
}

// AgencyOf returns the usual name of the news agency of which a name is a spelling, as in "Associated Press": AP. spelled
// tells whether it is spelled out, whatever its case, as opposed to a few capitals, which several bodies may share and
// which count as written only. "" where the name is of no agency known here.
func AgencyOf(name string) (usual string, spelled bool) {
	words := appendWords(nil, name)
	if len(words) == 0 {
		return "", false
	}
	for _, a := range aliases[words[0].hash] {
		switch {
		case a.words != len(words) || Normalize(a.written) != Normalize(name):
		case !a.exact:
			return agencies[a.agency].name, true
		case strings.TrimSpace(name) == a.written:
			usual = agencies[a.agency].name
		}
	}
	return usual, false
}
