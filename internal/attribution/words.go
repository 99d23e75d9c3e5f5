package attribution

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
tweeted tweets posted posts commented comments stressed stresses asserted asserts contended contends conceded concedes admitted admits recalled
recalls replied responded emphasised emphasized emphasises underlined underlines complained complains cautioned cautions observed observes remarked
quipped countered reiterated reiterates clarified clarifies specified specifies informed informs assured assures opined declared declares
confessed confesses agreed agrees joked speculated hinted vowed promised promises pledged pledges demanded demands feared fears fear expect
expects thinks think considers consider blamed blames accused accuses pointed points shared reads ruled rules learned added advised advises
calculated calculates lists boasted boasts lamented urged urges apologised apologized swore retorted mused proposed proposes recommended recommends
detected recorded measured counted determined concedes counters wrote write tell explain insist note notes
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

// sayings are forms that follow the subject of another verb: ", adding that".
var sayings = set(`saying adding claiming insisting arguing warning noting writing stating asserting alleging telling explaining stressing suggesting
confirming announcing predicting estimating declaring denying complaining promising reporting pointing`)

// speech are verbs of which whoever is the subject speaks. Of the others, such as "show", many things are the subject.
var speech = func() map[string]bool {
	out := map[string]bool{}
	for w := range verbs {
		out[w] = true
	}
	for w := range sayings {
		out[w] = true
	}
	for w := range set(`found finds find showed shows show showing suggested suggests suggest suggesting indicated indicates indicate indicating revealed
reveals reveal highlighted highlights highlight concluded concludes conclude recorded measured counted detected determined rules ruled points pointed shared
lists expects expect fears fear feared agreed agrees demanded demands demand promised promises pledged pledges considers consider calculated calculates
learned heard hears found estimate record comments comment posts post proposed proposes recommended recommends urged urges reads states state reports report claim find note notes`) {
		delete(out, w)
	}
	for w := range set(`reads fears fear pointed points agreed demanded promised urged lists states reports`) {
		out[w] = true // with a noun that may speak
	}
	return out
}()

var (
	namings   = set(`called calls described describes labelled labeled dubbed branded termed characterised characterized`)
	quotings  = set(`quoted quotes`)
	postings  = set(`tweeted tweets posted posts`)
	nounVerbs = set(`report reports claim claims estimate estimates state states show shows record records note notes post posts comment comments find rules points
fears lists demands promise promises pledge pledges reads shared recorded estimated reported alleged accused`)
	// intending are verbs that say nothing with "to" after them: promised to go.
	intending = set(`promised promises promise vowed pledged pledges pledge agreed agrees demanded urged proposed proposes expects expect swore claims claim claimed declined`)
	askings   = set(`talked spoke interviewed asked contacted reached met have had`)
	seens     = set(`seen reviewed obtained viewed cited held accessed`)
	ofNoun    = set(`by of from on about`) // stand after a noun: a report on
	reveals   = set(`reveal confirm report`)
	// toldTo are verbs with the one who is told after "to".
	toldTo    = set(`said confirmed confirms wrote spoke admitted explained announced stated revealed complained says`)
	ourselves = set(`me us our reporters journalists this`)
	// noSubject are the words directly before a verb that say that nobody said so.
	noSubject = set(`not to would could can cannot can't couldn't may might should will won't wouldn't must did didn't does doesn't do don't never was were is are be been being
who which that neither nor be's isn't wasn't hasn't`)
	auxiliaries = set(`is are was were be been being has have had will would can could may might must did does do isn't wasn't aren't weren't`)
	adverbs     = set(`also later earlier recently now previously since repeatedly then reportedly again still even too first already today yesterday tonight separately
meanwhile however instead only just once publicly privately initially subsequently additionally further therefore thus exclusively falsely correctly
rightly wrongly simply clearly bluntly flatly openly finally last early late afterwards ago online`)
	whens = set(`last this next on earlier late early`)
	// adjuncts begin words on when, where and how something was said; media are what they name.
	adjuncts = set(`speaking writing talking addressing asked in on at by during from via over through after before to without under with for as`)
	media    = set(`statement statements interview interviews email emails e-mail letter conference briefing post posts tweet phone telephone report note filing call video
message release testimony speech podcast blog column op-ed essay thread hearing affidavit memo commentary article newsletter update website social media anonymity
comments remarks court parliament reporters journalists superiors investors lawmakers messages livestream broadcast programme program radio television`)
	platforms = set(`x twitter facebook instagram tiktok youtube telegram whatsapp mastodon bluesky reddit weibo linkedin threads snapchat vk`)
)

// clauseWords begin a clause: the subject of a verb does not reach back over them.
var clauseWords = set(`what whom that because so until unless but while as when because where although though with if after before whether dass aber während weil wie obwohl
que qu' mais tandis comme which and-`)

var (
	articles = set(`the a an der die das den dem des ein eine einer einem einen la le les l' un une du d' de l’ d’ el il mr mrs ms dr sir prof professor herr frau`)
	// linking words stand inside of names: Bank of England.
	linking = set(`of for the and de du des la von der für & d' l' zu und et`)
	// courtesies and foreign articles: the ones are part of no name, the others are in an English text.
	courtesies      = set(`mr mrs ms dr herr frau mme sir dame lord lady prof professor`)
	foreignArticles = set(`le la les l' el los las il lo gli der die das de het den o os a`)
	possessives     = set(`his her its their my our your whose`)
	definite        = set(`the this that these those`)
	particles       = set(`de du la von van der den bin al el di da dos ter le`)
	anaphora        = set(`these those this their its his her it they we you i he she there who which what diese dieser ihre seine es sie wir ces cette ils elles il elle on`)
	prefaces        = set(`however moreover furthermore meanwhile additionally similarly still but and also yet then separately instead finally according both with although while when as for earlier later today yesterday nonetheless nevertheless besides thus so jedoch allerdings außerdem zudem cependant toutefois`)
	pronouns        = set(`he she er sie il elle`)
	// tails begin words on how a document came to be known, and clauses.
	tails = set(`seen reviewed accessed obtained viewed released shared published cited dated leaked tabled lodged filed sent who whose which that requesting speaking
provided posted circulating written signed issued taken held quoted`)
	relations = set(`cited dated leaked lodged filed tabled sent written led commissioned conducted carried compiled requesting whose which under into after during
involved aware without against among inside outside issued signed held briefed collected provided gathered
of in at from by for with close familiar to on about near who shared published released posted seen accessed obtained reviewed viewed circulating
von aus im am beim für mit über de du des à en dans sur`)
)

// People and bodies that are known by what they are.
var (
	bodies = set(`official officials police authorities authority government ministry intelligence military army navy forces troops spokesman
spokeswoman spokesperson spokespeople spokesmen prosecutors prosecutor investigators investigator experts expert analysts analyst researchers
researcher scientists scientist economists economist doctors doctor inquest inquiry tribunal jury watchdog charity rescuers firefighters diplomats diplomat lawmakers lawyers lawyer
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
	knowing   = set(`familiar close with briefed involved aware directly`)
	knowledge = set(`knowledge direct insight understanding access`)
	vague     = set(`some several many various multiple other another others unnamed anonymous unidentified unconfirmed einige mehrere manche certains plusieurs`)
	singular  = set(`friend pal onlooker employee engineer resident manager executive banker trader broker adviser worker user person passenger official diplomat officer source insider lawmaker aide executive adviser minister person man woman`)
	indefinit = set(`a an one`)
	// noSpeakers say nothing, though they may be the subject of a verb of saying; noAccord are what things go
	// according to.
	noSpeakers = set(`lots lot rest all none nothing everything something body year years day days week weeks month months time times thing things way number share cent percent pounds dollars euros it one move`)
	noAccord   = set(`search searches plan plans schedule law taste need needs ability size age rules rule custom tradition circumstances season`)
	numbers    = set(`dozens hundreds four five both two three four five six seven zwei drei deux trois`)
	reporters  = set(`correspondent reporter journalist editor presenter columnist programme newsroom team podcast magazine`)
	severalOf  = set(`police authorities officials sources witnesses residents experts researchers scientists analysts critics others people`)
	spokes     = set(`spokesperson spokespeople spokesmen representative representatives officials official team spokesman spokeswoman spokesperson sprecher sprecherin porte-parole researchers researcher scientists scientist experts expert
analysts analyst economists economist doctors`)
)

// works are what somebody makes, with the kind of source that it is.
var works = map[string]string{
	"investigation": "INVESTIGATION", "report": "REPORT", "study": "REPORT", "survey": "REPORT", "poll": "REPORT", "analysis": "ANALYSIS",
	"article": "ARTICLE", "documentary": "REPORT", "paper": "REPORT", "assessment": "ANALYSIS", "briefing": "REPORT", "bulletin": "REPORT", "estimate": "REPORT", "studies": "REPORT",
	"research": "REPORT", "inquiry": "REPORT", "forecast": "ANALYSIS", "simulation": "ANALYSIS", "editorial": "ARTICLE", "dispatch": "ARTICLE", "review": "REPORT", "audit": "REPORT", "recherche": "INVESTIGATION",
	"studie": "REPORT", "bericht": "REPORT", "umfrage": "REPORT", "enquête": "INVESTIGATION", "étude": "REPORT", "rapport": "REPORT",
}

// dataOf are what somebody collects, with the kind of source that it is.
var dataOf = map[string]string{
	"data": "DATASET", "figures": "DATASET", "statistics": "DATASET", "numbers": "DATASET", "records": "DATASET", "estimates": "DATASET", "model": "DATASET", "measurements": "DATASET",
	"records'": "DATASET", "tally": "DATASET", "projections": "DATASET", "researchers'": "REPORT",
}

// makers stand before who made something.
var makers = set(`by from of at von der des de du journal`)

// Words in the names of those who publish, and of other bodies.
var (
	papers = set(`sun eagle examiner record argus advertiser inquirer dispatch register ledger beacon sentinel monitor messenger torch lantern voice today
wire weekly magazine insider digest courant enquirer bugle banner citizen democrat republican statesman post times news daily herald tribune guardian journal gazette courier observer press telegraph chronicle mail mirror express
independent reporter review standard echo star globe bulletin zeitung bote kurier anzeiger tageblatt rundschau allgemeine spiegel tagesspiegel
nachrichten presse morgenpost blatt monde figaro libération parisien soir dépêche tv radio bbc cnn nbc abc cbs npr afp dpa rfi ard zdf mdr ndr wdr`)
	bodyWords = set(`corporation institute university agency ministry department organization organisation council commission center centre
committee association foundation survey service services office bureau bank fund research chamber league council parliament assembly congress senate group partners company inc ltd gmbh ag buses court police
union party authority observatory laboratory college school hospital church federation network alliance board society
institut universität ministerium behörde amt bundesamt landesamt verein verband stiftung gesellschaft
université ministère agence association préfecture`)
	// companies are words in the names of companies, companyNouns what a text calls them.
	companies = set(`holdings limited ltd inc corp corporation company group plc gmbh ag llc llp energy industries airlines airways motors bank capital partners
holding co ventures foods pharma pharmaceuticals systems technologies media`)
	companyNouns = set(`company firm group operator maker manufacturer developer bank airline retailer`)
	// orgNouns are what bodies are called.
	orgNouns = set(`ministry government hospital company council agency department court university union party authority office police army airport firm bank
group commission committee parliament service brigade association charity bureau institute embassy operator club team museum school church
regulator navy board federation foundation network channel newspaper paper website site station`)
	bodyRoles = set(`company operator firm union charity party club regulator developer manufacturer retailer airline bank lender airport carrier builder watchdog
supplier insurer brewer miner utility contractor startup subsidiary parent body council ngo foundation association ministry authority`)
	// affiliations stand between a name and where its bearer belongs.
	affiliations = set(`of at in from for with on near who`)
	relatives    = set(`wife husband son daughter brother sister mother father friend partner neighbour neighbor cousin aunt uncle boss colleague pal mate widow
fiancé fiancée girlfriend boyfriend grandmother grandfather co-host co-author co-founder rep agent`)
	nationalities = set(`american british german french russian ukrainian chinese indian israeli palestinian iranian turkish italian spanish polish japanese korean european
western african asian english scottish irish welsh dutch danish swedish norwegian finnish greek hungarian czech austrian swiss canadian australian
mexican brazilian egyptian saudi syrian iraqi afghan pakistani us u.s uk u.k`)
	// press is what publishes, without a name.
	press = set(`television tv radio newspaper newspapers broadcaster broadcasters outlet tabloid tabloids`)
	// forceless stand before "police" without saying whose they are; forces are kinds of police.
	forceless = set(`local city regional district area town county national uniformed armed riot senior former three two several some many other plainclothes more
told that as when if said by from with and or but to for because before after against while`)
	forces = set(`military traffic railway transport border federal state metropolitan secret federal provincial capital municipal`)
	none   = set(`neither no nobody none nor`)
	// pasts are verbs of which nothing shows that they are verbs.
	pasts = set(`went came left gave took made saw met ran won lost held began became led spent sent fell rose kept bought sold built broke chose drove flew
grew knew paid quit put sat shot spoke stood struck swept threw wore says wants plans runs works lives leads owns hopes faces`)
	// hearings are told what others say; rumours are what others deny.
	hearings = set(`court inquest inquiry tribunal jury hearing panel committee commission parliament`)
	rumours  = set(`claim charge allegation accusation report suggestion assertion`)
	asking   = set(`what why how where who when which`)
	noName   = set(`in on at by for from of to as if when while after before since until although though because but and or so yet not no this that these those here
there what why how who where it he she they we you i his her its their our my one two three some many most all each every another other`)
	publishers = set(`broadcaster journal site portal platform publication blog newsletter podcast programme program wire tabloid weekly monthly broadsheet newspaper magazine agency website outlet consultancy institute channel daily weekly network paper station
charity group organization organisation think-tank tank firm zeitung sender magazin agentur nachrichtenagentur journal chaîne quotidien agence institut`)
	roleEnds = strings.Fields(`sprecher sprecherin minister ministerin meister meisterin chef chefin präsident präsidentin leiter leiterin kanzler
kanzlerin beauftragte beauftragter experte expertin forscher forscherin anwalt anwältin direktor direktorin rat rätin`)
	// titles stand with a capital before the name of a person.
	titles = set(`councilwoman councilman councillor councilor congressman congresswoman representative sen rep detective sergeant sgt lieutenant lt colonel col general gen
major constable sheriff deputy officer coroner prosecutor attorney solicitor mp mla mep msp td mps dr prof pc sir lord lady baroness dame father
sister rabbi imam bishop archbishop cardinal sheikh premier envoy treasurer headteacher superintendent commissioner ceo chancellor vice-president
lawmaker spokesperson analyst leader opposition reader president minister chancellor governor mayor senator secretary director chief commissioner prof professor judge justice spokesman
spokeswoman ambassador captain inspector superintendent king queen prince pope dean chairman chairwoman`)
	// bodyEnds are how German names bodies: Landeskriminalamt.
	bodyEnds = strings.Fields(`amt ministerium behörde polizei gericht verwaltung kammer anwaltschaft verband wehr`)
	// days begin no name and say only when.
	days = set(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember`)
)

// basis are the nouns of what a report rests on, with the kind of source. The first that a phrase has decides.
var basis = func() []struct{ noun, kind string } {
	var out []struct{ noun, kind string }
	for _, row := range [][2]string{
		{"TESTIMONY", "interviews testimony witnesses interview"},
		{"INTERCEPT", "intercepted intercepts"},
		{"STATEMENT", "officials sources"},
		{"IMAGERY", "imagery images photos photographs satellitenbilder satellitenbildern"},
		{"RECORDING", "footage video videos recordings"},
		{"FILING", "filings"},
		{"DATASET", "data samples measurements statistics database daten proben données"},
		{"DOCUMENT", "documents document records minutes files emails letters letter memo contracts logs"},
		{"INTERCEPT", "communications"},
		{"DOCUMENT", "dokumente dokumenten unterlagen messages email e-mails message memos draft drafts presentation transcript"},
		{"DOCUMENT", "transcripts invoices invoice contract spreadsheet register log papers correspondence file fir indictment"},
		{"FILING", "complaint lawsuit affidavit filing petition accounts prospectus"},
		{"IMAGERY", "photograph photo"},
		{"RECORDING", "recording audio clip"},
		{"REPORT", "study studies report survey poll review audit"},
		{"ANALYSIS", "analysis"},
		{"REPORT", "research"},
		{"DATASET", "figures numbers model readings results"},
		{"REPORT", "findings"},
		{"DATASET", "census"},
		{"DOCUMENT", "advisory notice circular note diary"},
		{"INVESTIGATION", "investigation"},
		{"REPORT", "inquiry"},
		{"ANALYSIS", "assessment"},
		{"REPORT", "paper"},
		{"OTHER", "search"},
	} {
		for noun := range strings.FieldsSeq(row[1]) {
			out = append(out, struct{ noun, kind string }{noun, row[0]})
		}
	}
	return out
}()

// citingWords are the forms of "cite" that come before whom a source has something from.
var citingWords = set(`citing quoting citant`)
