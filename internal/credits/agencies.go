package credits

import (
	"strings"

	"github.com/credence-graph/credence/internal/tokens"
)

// agency is a news agency with the ways in which credit lines write it. An alias in capitals, or with capitals after
// its first letter, is found as written only: "ANI" is no "ani".
type agency struct {
	name    string
	domain  string // where it publishes
	aliases string // set apart by "|"; the name itself is one
}

// agencies lists the agencies that credit lines are read for. Left out because they are more often something else: PA
// (Pennsylvania), UNI and MENA (a region) without more.
var agencies = []agency{
	{"AP", "apnews.com", "Associated Press|The Associated Press|Associated Press News|АП|Ассошиэйтед Пресс|美联社|美聯社|AP通信|أسوشيتد برس"},
	{"Reuters", "reuters.com", "Thomson Reuters|Reuters News|Reuters News Agency|REUTERS|Рейтер|Рейтерс|Reuter|Ройтерс|路透社|路透|ロイター|رويترز|Ρόιτερς"},
	{"AFP", "afp.com", "Agence France-Presse|Agence France Presse|Agence-France Presse|АФП|Франс Пресс|法新社|AFP通信|فرانس برس|أ ف ب"},
	{"dpa", "dpa.com", "DPA|Deutsche Presse-Agentur|Deutschen Presse-Agentur|Deutsche Presse Agentur|dpa-AFX|ДПА|德新社"},
	{"TASS", "tass.com", "ITAR-TASS|Itar-Tass|Tass|ТАСС|ИТАР-ТАСС|塔斯社|TACC|تاس"},
	{"ANSA", "ansa.it", "Ansa|АНСА|安莎社"},
	{"EFE", "efe.com", "Agencia EFE|Efe|ЭФЕ|埃菲社|إفي"},
	{"Xinhua", "news.cn", "XINHUA|Xinhua News|Xinhua News Agency|Синьхуа|新华社|新華社|شينخوا"},
	{"Kyodo", "kyodonews.net", "KYODO|Kyodo News|Kyodo News Agency|Киодо|共同通信|共同社"},
	{"PA Media", "pa.media", "Press Association|PA news agency|PA News Agency"},
	{"UPI", "upi.com", "United Press International|合众国际社"},
	{"Bloomberg", "bloomberg.com", "Bloomberg News|Блумберг|彭博社|彭博|ブルームバーグ|بلومبرغ"},
	{"Interfax", "interfax.com", "INTERFAX|Интерфакс|国际文传电讯社"},
	{"Interfax-Ukraine", "interfax.com.ua", "Интерфакс-Украина|Інтерфакс-Україна"},
	{"RIA Novosti", "ria.ru", "RIA|RIA NOVOSTI|РИА Новости|РИА|俄新社"},
	{"Sputnik", "sputnikglobe.com", "Спутник|俄罗斯卫星通讯社"},
	{"Anadolu", "aa.com.tr", "AA|Anadolu Agency|Anadolu Ajansı|Agence Anadolu|Anadolu Agentur|Анадолу|الأناضول"},
	{"PTI", "ptinews.com", "Press Trust of India"},
	{"ANI", "aninews.in", "Asian News International"},
	{"IANS", "ians.in", "Indo-Asian News Service"},
	{"Canadian Press", "thecanadianpress.com", "The Canadian Press|La Presse Canadienne|Presse canadienne"},
	{"AAP", "aap.com.au", "Australian Associated Press"},
	{"APA", "apa.at", "Austria Presse Agentur|Austria Presse-Agentur"},
	{"Keystone-SDA", "sda.ch", "Keystone-ATS|SDA|ATS"},
	{"Belga", "belga.be", "BELGA"},
	{"ANP", "anp.nl", "Algemeen Nederlands Persbureau"},
	{"Ritzau", "ritzau.dk", "RITZAU"},
	{"NTB", "ntb.no", "Norsk Telegrambyrå"},
	{"TT", "tt.se", "Tidningarnas Telegrambyrå"},
	{"STT", "stt.fi", "Suomen Tietotoimisto"},
	{"Lusa", "lusa.pt", "LUSA|Agência Lusa"},
	{"PAP", "pap.pl", "Polska Agencja Prasowa|ПАП"},
	{"ČTK", "ctk.cz", "CTK|Česká tisková kancelář"},
	{"TASR", "tasr.sk", ""},
	{"MTI", "mti.hu", "Magyar Távirati Iroda"},
	{"Agerpres", "agerpres.ro", "AGERPRES"},
	{"Tanjug", "tanjug.rs", "Танјуг|Танюг"},
	{"HINA", "hina.hr", "Hina"},
	{"BTA", "bta.bg", "БТА"},
	{"Ukrinform", "ukrinform.net", "Укринформ|Укрінформ"},
	{"UNIAN", "unian.ua", "УНИАН|УНІАН"},
	{"BelTA", "belta.by", "БелТА|BELTA"},
	{"Yonhap", "yna.co.kr", "YONHAP|Yonhap News|Yonhap News Agency|연합뉴스|Ёнхап|韩联社"},
	{"Jiji", "jiji.com", "Jiji Press|時事通信"},
	{"Bernama", "bernama.com", "BERNAMA"},
	{"Antara", "antaranews.com", "ANTARA"},
	{"WAM", "wam.ae", "وام"},
	{"IRNA", "irna.ir", "ИРНА|إرنا"},
	{"SANA", "sana.sy", "САНА|سانا"},
	{"Middle East News Agency", "mena.org.eg", ""},
	{"Prensa Latina", "prensa-latina.cu", ""},
	{"Europa Press", "europapress.es", ""},
	{"Télam", "telam.com.ar", "Telam|TÉLAM"},
	{"Agência Brasil", "agenciabrasil.ebc.com.br", ""},
	{"Dow Jones", "dowjones.com", "Dow Jones Newswires"},
	{"Inter Press Service", "ipsnews.net", "IPS"},
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
			words := tokens.Append(nil, spelling)
			if len(words) == 0 {
				continue
			}
			short := []rune(spelling)
			exact := len(words) == 1 && (len(short) <= 4 || strings.ToLower(string(short[1:])) != string(short[1:]))
			entry := alias{agency: i, written: spelling, words: len(words), exact: exact}
			list := table[words[0].Hash]
			at := 0
			for at < len(list) && list[at].words >= entry.words {
				at++
			}
			table[words[0].Hash] = append(list[:at:at], append([]alias{entry}, list[at:]...)...)
		}
	}
	return table
}()

// AgencyDomain returns the domain under which an agency publishes, by its usual name; "" if no agency is called so.
func AgencyDomain(usual string) string {
	for _, a := range agencies {
		if a.name == usual {
			return a.domain
		}
	}
	return ""
}

// AgencyCount returns how many agencies are known here.
func AgencyCount() int { return len(agencies) }

// AgencyName returns the usual name of an agency by its number, which is below [agencyCount].
func AgencyName(number int) string { return agencies[number].name }

// AgencyNumber returns the number of the agency with exactly that name or alias, whatever its case, -1 if there is
// none.
func AgencyNumber(name string) int {
	words := tokens.Append(nil, name)
	if len(words) == 0 {
		return -1
	}
	for _, a := range aliases[words[0].Hash] {
		if a.words == len(words) && tokens.Normalize(a.written) == tokens.Normalize(name) {
			return a.agency
		}
	}
	return -1
}

// AgencyOf returns the usual name of the news agency of which a name is a spelling, as in "Associated Press": AP.
// spelled reports whether it is spelled out, whatever its case, as opposed to a few capitals, which several bodies may
// share and which count as written only. "" where the name is of no agency known here.
func AgencyOf(name string) (usual string, spelled bool) {
	words := tokens.Append(nil, name)
	if len(words) == 0 {
		return "", false
	}
	for _, a := range aliases[words[0].Hash] {
		switch {
		case a.words != len(words) || tokens.Normalize(a.written) != tokens.Normalize(name):
		case !a.exact:
			return agencies[a.agency].name, true
		case strings.TrimSpace(name) == a.written:
			usual = agencies[a.agency].name
		}
	}
	return usual, false
}
