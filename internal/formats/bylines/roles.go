package bylines

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/tokens"
)

// withoutRole cuts off what somebody is: "Science editor Nora Field".
func withoutRole(name string) string {
	words := strings.Fields(name)
	for i := len(words) - 2; i >= 0; i-- {
		if roleWords[tokens.Normalize(words[i])] {
			return strings.Join(words[i+1:], " ")
		}
	}
	return name
}

// notAPerson reports whether words in the place of a name do not name a person: a desk, what somebody is, an outlet,
// an address.
func notAPerson(name string) bool {
	words := strings.Fields(name)
	if len(words) == 0 || !strings.ContainsFunc(name, unicode.IsLetter) || webAddress.MatchString(name) {
		return true
	}
	first, last := tokens.Normalize(words[0]), tokens.Normalize(words[len(words)-1])
	switch {
	case roleWords[last], deskWords[last], bodyWords[last], strings.HasSuffix(last, "redaktion"):
		return true
	case deskWords[first] && len(words) <= 3, first == "the", first == "our", deskNames[tokens.Normalize(name)]:
		return true
	}
	return len(words) == 1 && initials.MatchString(name)
}

func startsUpper(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r) && !unicode.IsLower(r)
	}
	return false
}

// hasCapital reports whether a name has a capital, or a letter of a script without any.
func hasCapital(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) && !unicode.IsLower(r) })
}

// wordsOf reads a list of normalised words or, set apart by "|", phrases.
func wordsOf(list, apart string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.SplitSeq(list, apart) {
		set[tokens.Normalize(w)] = true
	}
	return set
}

var (
	// deskWords name a part of an outlet, or those who work there without a name.
	deskWords = wordsOf("staff desk newsroom newsdesk webdesk team editors bureau redaktion redaktionen redaction "+
		"redaccion redazione redacao redactie redakcja "+
		"redaksjonen redaktionellt редакция редакція редакции agencies agenturen agences agencias agenzie wires "+
		"newswire newswires reporters correspondents "+
		"writers contributors redakteure autoren editorial material newsfeed", " ")
	// roleWords say what somebody is.
	roleWords = wordsOf("editor reporter correspondent writer journalist columnist producer photographer presenter "+
		"anchor analyst critic blogger contributor intern "+
		"head director chief president professor publisher commentator researcher cartoonist redakteur redakteurin "+
		"reporterin korrespondent korrespondentin journalistin "+
		"autorin chefredakteur chefredakteurin volontar volontarin journaliste envoye speciale special "+
		"correspondant correspondante redacteur redactrice redactor redactora "+
		"periodista corresponsal giornalista inviato inviata jornalista correspondente verslaggever redaktor "+
		"korespondent корреспондент корреспондентка журналист журналистка "+
		"обозреватель редактор кореспондент кореспондентка журналістка", " ")
	// bodyWords end the name of a body.
	bodyWords = wordsOf("institute foundation university agency network ltd inc gmbh llc news media magazine "+
		"zeitung online tv radio press wire service services "+
		"board department ministry committee association", " ")
	// deskNames stand in the place of an author and name nobody.
	deskNames = wordsOf("admin|administrator|webmaster|root|user|super user|guest|guest author|guest writer|guest "+
		"post|anonymous|unknown|none|n/a|author|autor|auteur|"+
		"press release|pressemitteilung|communiqué|news|web|online|site|site admin|wordpress|wire|wire reports|wire "+
		"services|news services|news agencies|"+
		"combined dispatches|from our correspondent|la rédaction|die redaktion|la redacción|la redazione|da "+
		"redação|de redactie|editorial board|"+
		"special to the paper|various|others|et al|and|und|et|редакция сайта|本报记者|本刊记者|编辑部|新华社记者", "|")
	initials = regexp.MustCompile(`^[A-Z]{2,5}$`)
)
