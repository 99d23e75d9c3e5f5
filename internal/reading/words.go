package reading

import "strings"

// set makes a set of the words of a list.
func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// Verbs of saying. Plain forms ("report", "find") have plural subjects; whether there is a subject that can say anything
// decides.
var (
	verbs = set(`said says say told tells reported reports report reporting confirmed confirms confirm estimated estimates estimate estimating
found finds find announced announces announce claimed claims claim claiming suggested suggests suggest suggesting indicated indicates indicate
indicating showed shows show showing warned warns warn stated states state wrote writes write added adds argued argues argue noted notes
concluded concludes conclude revealed reveals reveal acknowledged acknowledges explained explains insisted insists predicted predicts predict
alleged alleges allege maintained maintains maintain heard hears disclosed highlighted highlights highlight testified believe believes
denied denies deny rejected disputed disputes
sagte sagten sagt sagen erklärte erklärten erklärt berichtet berichtete berichten berichteten meldet meldete melden meldeten bestätigte
bestätigten bestätigt teilte teilten betonte warnte schätzt schätzen schätzte schreibt schrieb bestritt bestritten dementierte dementierten
rapporte rapportent affirme affirment indique indiquent précise précisent estime estiment explique expliquent assure assurent annonce
confirme déclare`)
	participles = set(`déclaré indiqué affirmé annoncé confirmé expliqué précisé rapporté assuré estimé démenti nié`) // after a, ont
	showing     = set(`show shows showed showing suggest suggests suggested indicate indicates indicated reveal reveals revealed confirm confirmed state states record records`)
	denials     = set(`denied denies deny rejected disputed disputes bestritt bestritten dementierte dementierten démenti nié`)
	telling     = set(`told tells sagte sagten`) // with the one who is told
	helpers     = set(`has have had also later earlier recently now previously since repeatedly then reportedly a ont hat haben auch`)
	thatWords   = set(`that dass que qu'`)
)

// clauseWords begin a clause: the subject of a verb does not reach back over them.
var clauseWords = set(`that but while as when because where although though with if after before whether dass aber während weil wie obwohl
que qu' mais tandis comme which and-`)

var (
	articles = set(`the a an der die das den dem des ein eine einer einem einen la le les l' un une du d' de l’ d’ mr mrs ms dr herr frau`)
	// linking words stand inside of names: Bank of England.
	linking   = set(`of for the and de du des la von der für & d' l' zu und et`)
	anaphora  = set(`these those this their its his her it they we you i he she there who which what diese dieser ihre seine es sie wir ces cette ils elles il elle on`)
	prefaces  = set(`however moreover furthermore meanwhile additionally similarly still but and also yet then separately instead finally according both jedoch allerdings außerdem zudem cependant toutefois`)
	pronouns  = set(`he she er sie il elle`)
	relations = set(`of in at from by for with close familiar to on about near who shared published released posted seen obtained reviewed viewed circulating
von aus im am beim für mit über de du des à en dans sur`)
)

// People and bodies that are known by what they are.
var (
	bodies = set(`official officials police authorities authority government ministry intelligence military army navy forces troops spokesman
spokeswoman spokesperson spokespeople spokesmen prosecutors prosecutor investigators investigator experts expert analysts analyst researchers
researcher scientists scientist economists economist doctors doctor rescuers firefighters diplomats diplomat lawmakers lawyers lawyer
campaigners activists company operator council agency brigade department court hospital regulator regulators officers officer commanders
organizers organisers unions union teachers farmers soldiers embassy commission committee parliament administration
polizei behörde behörden feuerwehr staatsanwaltschaft regierung ministerium innenministerium außenministerium verteidigungsministerium
gesundheitsministerium stadtverwaltung landratsamt experten expertin fachleute forscher forscherinnen wissenschaftler ermittler ermittlern
rettungskräfte rettungskräften sprecher sprecherin polizeisprecher polizeisprecherin verwaltung gericht armee militär unternehmen kreisen
police gendarmerie préfecture préfet parquet pompiers gouvernement autorités ministère mairie procureur enquêteurs experts chercheurs
porte-parole secours armée responsables`)
	seers = set(`witnesses witness residents resident neighbours neighbors neighbour neighbor survivors survivor locals villagers passengers
bystanders relatives anwohner anwohnern augenzeugen zeugen nachbarn bewohner bewohnern témoins riverains habitants voisins`)
	// nobodies are sources that nobody could find again.
	nobodies = set(`reports estimates sources source others observers critics rumours rumors posts accounts insiders media outlets some many video videos clip clips message messages meme memes post image images users people
berichte berichten medienberichte medienberichten medien kreise kreisen insider insidern quellen beobachter beobachtern
médias rumeurs certains observateurs`)
	social    = set(`posts post video videos clip clips message messages meme memes image images users`)
	knowing   = set(`familiar close with briefed`)
	vague     = set(`some several many various multiple other unnamed anonymous unidentified unconfirmed einige mehrere manche certains plusieurs`)
	singular  = set(`official diplomat officer source insider lawmaker aide executive adviser minister person man woman`)
	indefinit = set(`a an one`)
	numbers   = set(`two three four five six seven zwei drei deux trois`)
	spokes    = set(`spokesman spokeswoman spokesperson sprecher sprecherin porte-parole researchers researcher scientists scientist experts expert
analysts analyst economists economist doctors`)
)

// works are what somebody makes, with the kind of source that it is.
var works = map[string]string{
	"investigation": "INVESTIGATION", "report": "REPORT", "study": "REPORT", "survey": "REPORT", "poll": "REPORT", "analysis": "ANALYSIS",
	"article": "ARTICLE", "documentary": "REPORT", "review": "REPORT", "audit": "REPORT", "recherche": "INVESTIGATION",
	"studie": "REPORT", "bericht": "REPORT", "umfrage": "REPORT", "enquête": "INVESTIGATION", "étude": "REPORT", "rapport": "REPORT",
}

// Words in the names of those who publish, and of other bodies.
var (
	papers = set(`post times news daily herald tribune guardian journal gazette courier observer press telegraph chronicle mail mirror express
independent reporter review standard echo star globe bulletin zeitung bote kurier anzeiger tageblatt rundschau allgemeine spiegel tagesspiegel
nachrichten presse morgenpost blatt monde figaro libération parisien soir dépêche tv radio bbc cnn nbc abc cbs npr afp dpa rfi ard zdf mdr ndr wdr`)
	bodyWords = set(`corporation institute university agency ministry department organization organisation council commission center centre
committee association foundation survey service services office bureau bank fund group partners company inc ltd gmbh ag buses court police
union party authority observatory laboratory college school hospital church federation network alliance board society
institut universität ministerium behörde amt bundesamt landesamt verein verband stiftung gesellschaft
université ministère agence association préfecture`)
	publishers = set(`broadcaster newspaper magazine agency website outlet consultancy institute channel daily weekly network paper station
charity group organization organisation think-tank tank firm zeitung sender magazin agentur nachrichtenagentur journal chaîne quotidien agence institut`)
	roleEnds = strings.Fields(`sprecher sprecherin minister ministerin meister meisterin chef chefin präsident präsidentin leiter leiterin kanzler
kanzlerin beauftragte beauftragter experte expertin forscher forscherin anwalt anwältin direktor direktorin rat rätin`)
	// titles stand with a capital before the name of a person.
	titles = set(`president minister chancellor governor mayor senator secretary director chief commissioner prof professor judge justice spokesman
spokeswoman ambassador captain inspector superintendent king queen prince pope dean chairman chairwoman`)
	// bodyEnds are how German names bodies: Landeskriminalamt.
	bodyEnds = strings.Fields(`amt ministerium behörde polizei gericht verwaltung kammer anwaltschaft verband wehr`)
	// days begin no name and say only when.
	days = set(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember`)
)

// basis are the nouns of what a report rests on, with the kind of source. The first that a phrase has decides.
var basis = []struct{ noun, kind string }{
	{"interviews", "TESTIMONY"}, {"testimony", "TESTIMONY"}, {"witnesses", "TESTIMONY"}, {"interview", "TESTIMONY"},
	{"intercepted", "INTERCEPT"}, {"intercepts", "INTERCEPT"}, {"officials", "STATEMENT"}, {"sources", "STATEMENT"},
	{"imagery", "IMAGERY"}, {"images", "IMAGERY"}, {"photos", "IMAGERY"}, {"photographs", "IMAGERY"}, {"satellitenbilder", "IMAGERY"},
	{"satellitenbildern", "IMAGERY"}, {"footage", "RECORDING"}, {"video", "RECORDING"}, {"videos", "RECORDING"}, {"recordings", "RECORDING"},
	{"filings", "FILING"}, {"data", "DATASET"}, {"samples", "DATASET"}, {"measurements", "DATASET"}, {"statistics", "DATASET"}, {"database", "DATASET"},
	{"daten", "DATASET"}, {"proben", "DATASET"}, {"données", "DATASET"}, {"documents", "DOCUMENT"}, {"document", "DOCUMENT"}, {"records", "DOCUMENT"},
	{"minutes", "DOCUMENT"}, {"files", "DOCUMENT"}, {"emails", "DOCUMENT"}, {"letters", "DOCUMENT"}, {"letter", "DOCUMENT"}, {"memo", "DOCUMENT"},
	{"contracts", "DOCUMENT"}, {"logs", "DOCUMENT"}, {"communications", "INTERCEPT"}, {"dokumente", "DOCUMENT"}, {"dokumenten", "DOCUMENT"},
	{"unterlagen", "DOCUMENT"}, {"messages", "DOCUMENT"},
}
