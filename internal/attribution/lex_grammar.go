package attribution

// thatWords are the words that begin what is said.
var thatWords = set(`that dass que qu'`)

// clauseWords begin a clause: the subject of a verb does not reach back over them.
var clauseWords = set(`
	what whom that because so until unless but while as when where although though with if after before whether dass
	aber während weil wie obwohl que qu' mais tandis comme which and-`)

// asking begin a question.
var asking = set(`what why how where who when which`)

// articles are articles and courtesy titles.
var articles = set(`
	the a an der die das den dem des ein eine einer einem einen la le les l' un une du d' de l’ d’ el il mr mrs ms dr
	sir prof professor herr frau`)

// foreignArticles are articles that, in an English text, belong to a name.
var foreignArticles = set(`le la les l' el los las il lo gli der die das de het den o os a`)

// definite are words for something that is known already.
var definite = set(`the this that these those`)

// indefinit are words for one that is not known yet.
var indefinit = set(`a an one`)

// vague are words that leave open who or how many.
var vague = set(`
	some several many various multiple other another others unnamed anonymous unidentified unconfirmed einige mehrere
	manche certains plusieurs`)

// numbers are words for how many.
var numbers = set(`dozens hundreds four five both two three six seven zwei drei deux trois`)

// none are words for nobody.
var none = set(`neither no nobody none nor`)

// possessives are words for whose something is.
var possessives = set(`his her its their my our your whose`)

// pronouns are pronouns for one person.
var pronouns = set(`he she er sie il elle`)

// anaphora are words that mean something named before.
var anaphora = set(`
	these those this their its his her it they we you i he she there who which what diese dieser ihre seine es sie wir
	ces cette ils elles il elle on`)

// linking are words inside names: Bank of England.
var linking = set(`of for the and de du des la von der für & d' l' zu und et`)

// particles are words inside the names of persons: Jan van Dijk.
var particles = set(`de du la von van der den bin al el di da dos ter le`)

// relations stand between a noun and what belongs to it.
var relations = set(`
	cited dated leaked lodged filed tabled sent written led commissioned conducted carried compiled requesting whose
	which under into after during involved aware without against among inside outside issued signed held briefed
	collected provided gathered of in at from by for with close familiar to on about near who shared published
	released posted seen accessed obtained reviewed viewed circulating von aus im am beim für mit über de du des à en
	dans sur`)

// ofNoun are words that show that the word before them is a noun: a report on.
var ofNoun = set(`by of from on about`)

// tails begin words on how a document came to be known, and clauses.
var tails = set(`
	seen reviewed accessed obtained viewed released shared published cited dated leaked tabled lodged filed sent who
	whose which that requesting speaking provided posted circulating written signed issued taken held quoted`)

// prefaces may stand before a subject and do not belong to it.
var prefaces = set(`
	however moreover furthermore meanwhile additionally similarly still but and also yet then separately instead
	finally according both with although while when as for earlier later today yesterday nonetheless nevertheless
	besides thus so jedoch allerdings außerdem zudem cependant toutefois`)

// adverbs are words on how and when something was said.
var adverbs = set(`
	also later earlier recently now previously since repeatedly then reportedly again still even too first already
	today yesterday tonight separately meanwhile however instead only just once publicly privately initially
	subsequently additionally further therefore thus exclusively falsely correctly rightly wrongly simply clearly
	bluntly flatly openly finally last early late afterwards ago online`)

// days are days and months: they begin no name and say only when.
var days = set(`
	monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
	september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar
	märz mai juni juli oktober dezember`)

// whens stand before days, weeks and the like: last week.
var whens = set(`last this next on earlier late early`)

// adjuncts begin words on when, where and how something was said.
var adjuncts = set(`
	speaking writing talking addressing asked in on at by during from via over through after before to without under
	with for as`)

// media are what adjuncts name: in a statement.
var media = set(`
	statement statements interview interviews email emails e-mail letter conference briefing post posts tweet phone
	telephone report note filing call video message release testimony speech podcast blog column op-ed essay thread
	hearing affidavit memo commentary article newsletter update website social media anonymity comments remarks court
	parliament reporters journalists superiors investors lawmakers messages livestream broadcast programme program
	radio television`)

// noName are words with which no name begins.
var noName = set(`
	in on at by for from of to as if when while after before since until although though because but and or so yet not
	no this that these those here there what why how who where it he she they we you i his her its their our my one
	two three some many most all each every another other`)
