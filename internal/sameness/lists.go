package sameness

// articles go from the beginning of a name, case folded. Those of languages in which they are words of their own
// and stand first; l' is told by its apostrophe. Scandinavian and Arabic names have theirs within a word, and keep
// it.
var articles = setOf(
	"the", "a", "an", // English
	"der", "die", "das", "ein", "eine", // German
	"le", "la", "les", "un", "une", // French
	"el", "los", "las", "una", // Spanish, with la and un
	"il", "lo", "gli", "uno", // Italian, with la, le, un and una
	"o", "os", "as", "um", "uma", // Portuguese, with a
	"de", "het", "een", // Dutch
)

// roles are honorifics and role words, case folded. They go from the name of a speaker that is no CATEGORY. What is
// a common family name too (King, Major, Bishop, Judge) is left out: where only one of two names has it, that one
// has all words of the other anyway.
var roles = setOf(
	// honorifics
	"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "madam", "hon",
	"honourable", "honorable", "rev", "reverend",
	"jr", "sr", "esq", "phd", "md", "mp", "herr", "frau", "monsieur", "madame", "mme", "mlle", "señor",
	"señora", "signor", "signora", "don", "doña",
	// offices
	"mayor", "president", "minister", "premier", "chancellor", "governor", "senator", "congressman",
	"congresswoman", "representative", "ambassador",
	"secretary", "councillor", "councilman", "councilwoman", "commissioner", "attorney", "prosecutor",
	"sheriff", "chief", "chairman", "chairwoman", "chair",
	"director", "manager", "ceo", "cfo", "coo", "cto", "founder", "editor", "deputy", "vice", "acting",
	"former", "ex", "then",
	"maire", "ministre", "président", "présidente", "presidente", "presidenta", "ministro", "ministra",
	"alcalde", "alcaldesa", "bürgermeister", "bürgermeisterin",
	"präsident", "präsidentin", "kanzler", "kanzlerin", "sindaco", "sindaca",
	// ranks
	"general", "gen", "colonel", "col", "captain", "capt", "lieutenant", "lt", "sergeant", "sgt", "commander",
	"admiral", "officer", "inspector", "detective",
	// who speaks for others
	"spokesman", "spokeswoman", "spokesperson", "portavoz", "sprecher", "sprecherin",
)

func setOf(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}
