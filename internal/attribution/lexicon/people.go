package lexicon

import "strings"

// Bodies are people and bodies that are known by what they are.
var Bodies = set(`
	official officials police authorities authority government ministry intelligence military army navy forces troops
	spokesman spokeswoman spokesperson spokespeople spokesmen prosecutors prosecutor investigators investigator
	experts expert analysts analyst researchers researcher scientists scientist economists economist doctors doctor
	inquest inquiry tribunal jury watchdog charity rescuers firefighters diplomats diplomat lawmakers lawyers lawyer
	campaigners activists company operator council agency brigade department court hospital regulator regulators
	officers officer commanders organizers organisers unions union teachers farmers soldiers embassy commission
	committee parliament administration polizei behörde behörden feuerwehr staatsanwaltschaft regierung ministerium
	innenministerium außenministerium verteidigungsministerium gesundheitsministerium stadtverwaltung landratsamt
	experten expertin fachleute forscher forscherinnen wissenschaftler ermittler ermittlern rettungskräfte
	rettungskräften sprecher sprecherin polizeisprecher polizeisprecherin verwaltung gericht armee militär unternehmen
	kreisen gendarmerie préfecture préfet parquet pompiers gouvernement autorités ministère mairie procureur
	enquêteurs chercheurs porte-parole secours armée responsables`)

// Witnesses are people who saw something themselves.
var Witnesses = set(`
	witnesses witness residents resident neighbours neighbors neighbour neighbor survivors survivor locals villagers
	passengers bystanders relatives anwohner anwohnern augenzeugen zeugen nachbarn bewohner bewohnern témoins
	riverains habitants voisins`)

// Untraceable are sources that nobody could find again.
var Untraceable = set(`
	reports estimates sources source others observers critics rumours rumors posts accounts insiders media outlets
	some many video videos clip clips message messages meme memes post image images users people berichte berichten
	medienberichte medienberichten medien kreise kreisen insider insidern quellen beobachter beobachtern médias
	rumeurs certains observateurs`)

// Social are untraceable sources on social networks.
var Social = set(`posts post video videos clip clips message messages meme memes image images users`)

// Singular are nouns for one person.
var Singular = set(`
	friend pal onlooker employee engineer resident manager executive banker trader broker adviser worker user person
	passenger official diplomat officer source insider lawmaker aide minister man woman`)

// ManyPeople are words for any people without a name.
var ManyPeople = set(`people sources officials men women persons others group two three four five six`)

// Several are nouns for people of whom "the" does not say which are meant.
var Several = set(`
	police authorities officials sources witnesses residents experts researchers scientists analysts critics others
	people`)

// NoSpeakers say nothing, though they may be the subject of a verb of saying.
var NoSpeakers = set(`
	lots lot rest all none nothing everything something body year years day days week weeks month months time times
	thing things way number share cent percent pounds dollars euros it one move`)

// NotAccording are what things may go according to that is no source: according to plan.
var NotAccording = set(`
	search searches plan plans schedule law taste need needs ability size age rules rule custom tradition
	circumstances season`)

// Knowing are words after people who know of something: familiar with the plan.
var Knowing = set(`familiar close with briefed involved aware directly`)

// Knowledge are nouns for what such people have: with knowledge of the plan.
var Knowledge = set(`knowledge direct insight understanding access`)

// Reporters work for an outlet.
var Reporters = set(`
	correspondent reporter journalist editor presenter columnist programme newsroom team podcast magazine`)

// Spokespeople speak for a body.
var Spokespeople = set(`
	spokesperson spokespeople spokesmen representative representatives officials official team spokesman spokeswoman
	sprecher sprecherin porte-parole researchers researcher scientists scientist experts expert analysts analyst
	economists economist doctors`)

// Relatives are known by whom they belong to.
var Relatives = set(`
	wife husband son daughter brother sister mother father friend partner neighbour neighbor cousin aunt uncle boss
	colleague pal mate widow fiancé fiancée girlfriend boyfriend grandmother grandfather co-host co-author co-founder
	rep agent`)

// RoleEnds are how German nouns for people end: Innenminister.
var RoleEnds = strings.Fields(`
	sprecher sprecherin minister ministerin meister meisterin chef chefin präsident präsidentin leiter leiterin
	kanzler kanzlerin beauftragte beauftragter experte expertin forscher forscherin anwalt anwältin direktor
	direktorin rat rätin`)

// Titles stand with a capital before the name of a person.
var Titles = set(`
	councilwoman councilman councillor councilor congressman congresswoman representative sen rep detective sergeant
	sgt lieutenant lt colonel col general gen major constable sheriff deputy officer coroner prosecutor attorney
	solicitor mp mla mep msp td mps dr prof pc sir lord lady baroness dame father sister rabbi imam bishop archbishop
	cardinal sheikh premier envoy treasurer headteacher superintendent commissioner ceo chancellor vice-president
	lawmaker spokesperson analyst leader opposition reader president minister governor mayor senator secretary
	director chief professor judge justice spokesman spokeswoman ambassador captain inspector king queen prince pope
	dean chairman chairwoman`)

// Courtesies are titles that are part of no name.
var Courtesies = set(`mr mrs ms dr herr frau mme sir dame lord lady prof professor`)

// Nationalities are words for where somebody is from.
var Nationalities = set(`
	american british german french russian ukrainian chinese indian israeli palestinian iranian turkish italian
	spanish polish japanese korean european western african asian english scottish irish welsh dutch danish swedish
	norwegian finnish greek hungarian czech austrian swiss canadian australian mexican brazilian egyptian saudi syrian
	iraqi afghan pakistani us u.s uk u.k`)

// Affiliations stand between a name and where its bearer belongs.
var Affiliations = set(`of at in from for with on near who`)

// Rumours are what others deny.
var Rumours = set(`claim charge allegation accusation report suggestion assertion`)
