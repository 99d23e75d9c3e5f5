package lexicon

// That are the words that begin what is said.
var That = set(`that dass que qu'`)

// ClauseWords begin a clause: the subject of a verb does not reach back over them.
var ClauseWords = set(`
	what whom that because so until unless but while as when where although though with if after before whether dass
	aber während weil wie obwohl que qu' mais tandis comme which and-`)

// QuestionWords begin a question.
var QuestionWords = set(`what why how where who when which`)

// Articles are articles and courtesy titles.
var Articles = set(`
	the a an der die das den dem des ein eine einer einem einen la le les l' un une du d' de l’ d’ el il mr mrs ms dr
	sir prof professor herr frau`)

// ForeignArticles are articles that, in an English text, belong to a name.
var ForeignArticles = set(`le la les l' el los las il lo gli der die das de het den o os a`)

// Definite are words for something that is known already.
var Definite = set(`the this that these those`)

// Indefinite are words for one that is not known yet.
var Indefinite = set(`a an one`)

// Vague are words that leave open who or how many.
var Vague = set(`
	some several many various multiple other another others unnamed anonymous unidentified unconfirmed einige mehrere
	manche certains plusieurs`)

// Numbers are words for how many.
var Numbers = set(`dozens hundreds four five both two three six seven zwei drei deux trois`)

// None are words for nobody.
var None = set(`neither no nobody none nor`)

// Possessives are words for whose something is.
var Possessives = set(`his her its their my our your whose`)

// Pronouns are pronouns for one person.
var Pronouns = set(`he she er sie il elle`)

// Anaphora are words that mean something named before.
var Anaphora = set(`
	these those this their its his her it they we you i he she there who which what diese dieser ihre seine es sie wir
	ces cette ils elles il elle on`)

// Linking are words inside names: Bank of England.
var Linking = set(`of for the and de du des la von der für & d' l' zu und et`)

// Particles are words inside the names of persons: Jan van Dijk.
var Particles = set(`de du la von van der den bin al el di da dos ter le`)

// Relations stand between a noun and what belongs to it.
var Relations = set(`
	cited dated leaked lodged filed tabled sent written led commissioned conducted carried compiled requesting whose
	which under into after during involved aware without against among inside outside issued signed held briefed
	collected provided gathered of in at from by for with close familiar to on about near who shared published
	released posted seen accessed obtained reviewed viewed circulating von aus im am beim für mit über de du des à en
	dans sur`)

// AfterNoun are words that show that the word before them is a noun: a report on.
var AfterNoun = set(`by of from on about`)

// Tails begin words on how a document came to be known, and clauses.
var Tails = set(`
	seen reviewed accessed obtained viewed released shared published cited dated leaked tabled lodged filed sent who
	whose which that requesting speaking provided posted circulating written signed issued taken held quoted`)

// Prefaces may stand before a subject and do not belong to it.
var Prefaces = set(`
	however moreover furthermore meanwhile additionally similarly still but and also yet then separately instead
	finally according both with although while when as for earlier later today yesterday nonetheless nevertheless
	besides thus so jedoch allerdings außerdem zudem cependant toutefois`)

// Adverbs are words on how and when something was said.
var Adverbs = set(`
	also later earlier recently now previously since repeatedly then reportedly again still even too first already
	today yesterday tonight separately meanwhile however instead only just once publicly privately initially
	subsequently additionally further therefore thus exclusively falsely correctly rightly wrongly simply clearly
	bluntly flatly openly finally last early late afterwards ago online`)

// Days are days and months: they begin no name and say only when.
var Days = set(`
	monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
	september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar
	märz mai juni juli oktober dezember`)

// TimeWords stand before days, weeks and the like: last week.
var TimeWords = set(`last this next on earlier late early`)

// Adjuncts begin words on when, where and how something was said.
var Adjuncts = set(`
	speaking writing talking addressing asked in on at by during from via over through after before to without under
	with for as`)

// Media are what adjuncts name: in a statement.
var Media = set(`
	statement statements interview interviews email emails e-mail letter conference briefing post posts tweet phone
	telephone report note filing call video message release testimony speech podcast blog column op-ed essay thread
	hearing affidavit memo commentary article newsletter update website social media anonymity comments remarks court
	parliament reporters journalists superiors investors lawmakers messages livestream broadcast programme program
	radio television`)

// NoName are words with which no name begins.
var NoName = set(`
	in on at by for from of to as if when while after before since until although though because but and or so yet not
	no this that these those here there what why how who where it he she they we you i his her its their our my one
	two three some many most all each every another other`)
