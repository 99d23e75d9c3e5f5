package lexicon

// Verbs are forms of verbs of saying. Plain forms ("report", "find") have plural subjects; whether there is a
// subject that can say anything decides.
var Verbs = set(`
	said says say told tells reported reports report reporting confirmed confirms confirm estimated estimates estimate
	estimating found finds find announced announces announce claimed claims claim claiming suggested suggests suggest
	suggesting indicated indicates indicate indicating showed shows show showing warned warns warn stated states state
	wrote writes write added adds argued argues argue noted notes concluded concludes conclude revealed reveals reveal
	acknowledged acknowledges explained explains insisted insists predicted predicts predict alleged alleges allege
	maintained maintains maintain heard hears disclosed highlighted highlights highlight testified believe believes
	denied denies deny rejected disputed disputes tweeted tweets posted posts commented comments stressed stresses
	asserted asserts contended contends conceded concedes admitted admits recalled recalls replied responded
	emphasised emphasized emphasises underlined underlines complained complains cautioned cautions observed observes
	remarked quipped countered reiterated reiterates clarified clarifies specified specifies informed informs assured
	assures opined declared declares confessed confesses agreed agrees joked speculated hinted vowed promised promises
	pledged pledges demanded demands feared fears fear expect expects thinks think considers consider blamed blames
	accused accuses pointed points shared reads ruled rules learned advised advises calculated calculates lists
	boasted boasts lamented urged urges apologised apologized swore retorted mused proposed proposes recommended
	recommends detected recorded measured counted determined counters tell explain insist note sagte sagten sagt sagen
	erklärte erklärten erklärt berichtet berichtete berichten berichteten meldet meldete melden meldeten bestätigte
	bestätigten bestätigt teilte teilten betonte warnte schätzt schätzen schätzte schreibt schrieb bestritt bestritten
	dementierte dementierten rapporte rapportent affirme affirment indique indiquent précise précisent estime estiment
	explique expliquent assure assurent annonce confirme déclare`)

// Participles are what a French auxiliary makes verbs of saying with: a déclaré.
var Participles = set(`déclaré indiqué affirmé annoncé confirmé expliqué précisé rapporté assuré estimé démenti nié`)

// Sayings are forms that follow the subject of another verb: ", adding that".
var Sayings = set(`
	saying adding claiming insisting arguing warning noting writing stating asserting alleging telling explaining
	stressing suggesting confirming announcing predicting estimating declaring denying complaining promising reporting
	pointing`)

// Speech are verbs of which whoever is the subject speaks. Of the others, such as "show", many things are the subject.
var Speech = func() map[string]bool {
	out := map[string]bool{}
	for w := range Verbs {
		out[w] = true
	}
	for w := range Sayings {
		out[w] = true
	}
	for w := range set(`
		found finds find showed shows show showing suggested suggests suggest suggesting indicated indicates indicate
		indicating revealed reveals reveal highlighted highlights highlight concluded concludes conclude recorded
		measured counted detected determined rules ruled points pointed shared lists expects expect fears fear feared
		agreed agrees demanded demands demand promised promises pledged pledges considers consider calculated
		calculates learned heard hears found estimate record comments comment posts post proposed proposes recommended
		recommends urged urges reads states state reports report claim find note notes`) {
		delete(out, w)
	}
	for w := range set(`reads fears fear pointed points agreed demanded promised urged lists states reports`) {
		out[w] = true // with a noun that may speak
	}
	return out
}()

// Showing are verbs whose subject may be a thing: figures show.
var Showing = set(`
	show shows showed showing suggest suggests suggested indicate indicates indicated reveal reveals revealed confirm
	confirmed state states record records`)

// Denials are verbs that say that something is not so.
var Denials = set(`
	denied denies deny rejected disputed disputes bestritt bestritten dementierte dementierten démenti nié`)

// Dismissals are verbs of saying that what others say is not so, with what they say after them.
var Dismissals = set(`dismissed dismisses rubbished rejected rejects`)

// Telling are verbs with the one who is told after them.
var Telling = set(`told tells sagte sagten`)

// ToldTo are verbs with the one who is told after "to".
var ToldTo = set(`said confirmed confirms wrote spoke admitted explained announced stated revealed complained says`)

// Ourselves are those who are told where the outlet means itself: told me.
var Ourselves = set(`me us our reporters journalists this`)

// Namings are verbs of calling something something.
var Namings = set(`
	called calls described describes labelled labeled dubbed branded termed characterised characterized`)

// Quotings are verbs of quoting somebody.
var Quotings = set(`quoted quotes`)

// Citing are the forms of "cite" that come before whom a source has something from.
var Citing = set(`citing quoting citant`)

// Postings are verbs of saying something on a social network.
var Postings = set(`tweeted tweets posted posts`)

// NounVerbs are verbs that may be nouns.
var NounVerbs = set(`
	report reports claim claims estimate estimates state states show shows record records note notes post posts
	comment comments find rules points fears lists demands promise promises pledge pledges reads shared recorded
	estimated reported alleged accused`)

// Intending are verbs that say nothing with "to" after them: promised to go.
var Intending = set(`
	promised promises promise vowed pledged pledges pledge agreed agrees demanded urged proposed proposes expects
	expect swore claims claim claimed declined`)

// Interviewing are verbs of asking somebody: the planner I talked to.
var Interviewing = set(`talked spoke interviewed asked contacted reached met have had`)

// Seen are participles before the one who has a document: seen by the paper.
var Seen = set(`seen reviewed obtained viewed cited held accessed`)

// Reveals are verbs of saying that may follow "can": the paper can reveal.
var Reveals = set(`reveal confirm report`)

// PastForms are verbs of which nothing shows that they are verbs.
var PastForms = set(`
	went came left gave took made saw met ran won lost held began became led spent sent fell rose kept bought sold
	built broke chose drove flew grew knew paid quit put sat shot spoke stood struck swept threw wore says wants plans
	runs works lives leads owns hopes faces`)

// Auxiliaries are auxiliary verbs.
var Auxiliaries = set(`
	is are was were be been being has have had will would can could may might must did does do isn't wasn't aren't
	weren't`)

// Helpers may stand between a subject and its verb.
var Helpers = set(`
	has have had also later earlier recently now previously since repeatedly then reportedly a ont hat haben auch`)

// NoSubject are words that, directly before a verb, show that nobody said so.
var NoSubject = set(`
	not to would could can cannot can't couldn't may might should will won't wouldn't must did didn't does doesn't do
	don't never was were is are be been being who which that neither nor be's isn't wasn't hasn't`)
