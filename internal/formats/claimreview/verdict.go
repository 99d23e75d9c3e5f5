package claimreview

import (
	"math"
	"strconv"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
	"github.com/credence-graph/credence/internal/formats/jsonld"
)

// Google's defaults for a rating that states a value and no scale.
const (
	defaultBest  = 5
	defaultWorst = 1
)

// wordings are what publishers write for each verdict, in lower case. What is on no line is not guessed: "misleading",
// "missing context", "satire" or "altered" say something else than how true a claim is.
var wordings = map[evidence.Verdict][]string{
	evidence.VerdictTrue: {
		"true", "correct", "accurate", "fact", "verified", "confirmed", "geppetto checkmark", // English
		"wahr", "richtig", "stimmt", "vrai", "c'est vrai", "verdadero", "cierto", "verdadeiro", "é verdade", "vero",
		"waar", "prawda",
		"правда", "верно", "правильно", "doğru", "benar", "fakta", "sant", "sandt", "totta", "adevărat", "pravda",
		"igaz", "αληθές", "صحيح", "सच", "事实", "真实",
	},
	evidence.VerdictMostlyTrue: {
		"mostly true", "largely true", "mostly correct", "mostly accurate", "one pinocchio", "größtenteils richtig",
		"überwiegend richtig", "weitgehend richtig",
		"plutôt vrai", "mayormente verdadero", "mayormente cierto", "quase verdade", "per lo più vero",
		"grotendeels waar",
		"в основном правда", "скорее правда", "переважно правда", "здебільшого правда", "raczej prawda",
		"çoğunlukla doğru", "sebagian besar benar",
	},
	evidence.VerdictMixture: {
		"half true", "half-true", "mixture", "mixed", "partly true", "partially true", "partly false",
		"partially false", "two pinocchios",
		"teilweise richtig", "teils richtig", "teilweise falsch", "halbwahr", "partiellement vrai",
		"partiellement faux", "à moitié vrai", "en partie vrai", "verdad a medias",
		"parcialmente cierto", "parcialmente falso", "parcialmente verdadero", "meia verdade",
		"parcialmente verdadeiro", "parzialmente vero", "parzialmente falso", "deels waar",
		"deels onwaar", "częściowo prawda", "półprawda", "полуправда", "частично правда", "частково правда",
		"напівправда", "kısmen doğru", "sebagian benar",
	},
	evidence.VerdictMostlyFalse: {
		"mostly false", "largely false", "mostly incorrect", "three pinocchios", "größtenteils falsch",
		"überwiegend falsch", "weitgehend falsch", "plutôt faux",
		"mayormente falso", "majoritariamente falso", "per lo più falso", "grotendeels onwaar", "в основном неправда",
		"переважно неправда", "скорее ложь", "raczej fałsz",
		"çoğunlukla yanlış", "sebagian besar salah",
	},
	evidence.VerdictFalse: {
		"false", "incorrect", "wrong", "not true", "untrue", "fake", "hoax", "pants on fire", "pants on fire!",
		"four pinocchios", "debunked",
		"falsch", "unwahr", "stimmt nicht", "frei erfunden", "faux", "c'est faux", "infox", "falso", "bulo", "é falso",
		"mentira", "bufala", "onwaar", "niet waar", "fałsz",
		"nieprawda", "ложь", "неправда", "неверно", "фейк", "хибно", "yanlış", "salah", "hoaks", "falskt", "usant",
		"valetta", "fals", "nepravda", "hamis", "ψευδές",
		"زائف", "خطأ", "झूठ", "फर्जी", "虚假", "謠言", "谣言",
	},
	evidence.VerdictUnproven: {
		"unproven", "unverified", "not proven", "unsupported", "no evidence", "insufficient evidence",
		"unsubstantiated", "cannot be verified", "unconfirmed",
		"unbelegt", "nicht belegt", "unbewiesen", "non prouvé", "non vérifié", "sin pruebas", "no probado",
		"sem provas", "não comprovado", "non verificato", "non provato",
		"onbewezen", "недоказанно", "не доказано", "без доказів", "не підтверджено", "не подтверждено",
		"nieudowodnione", "kanıtlanmamış", "belum terbukti",
	},
}

var verdictOfWords = func() map[string]evidence.Verdict {
	words := map[string]evidence.Verdict{}
	for verdict, list := range wordings {
		for _, wording := range list {
			words[wording] = verdict
		}
	}
	return words
}()

// VerdictOfWords returns what a fact check's verdict in words says on Credence's scale: OTHER where the words are not
// known.
func VerdictOfWords(words string) evidence.Verdict { return verdictOf(words, nil, nil, nil) }

// verdictOf returns what a rating says on Credence's scale: the words where they are known, as a whole or before a
// colon, else the place of the value on its scale to the nearest of five steps, else OTHER.
func verdictOf(words string, value, best, worst *float64) evidence.Verdict {
	words = strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(words, "’", "'")), " "))
	head, _, _ := strings.Cut(words, ":")
	for _, w := range []string{words, strings.TrimRight(words, ".!"), strings.TrimSpace(head)} {
		if verdict, known := verdictOfWords[w]; known {
			return verdict
		}
	}
	return verdictOfNumbers(value, best, worst)
}

func verdictOfNumbers(value, best, worst *float64) evidence.Verdict {
	if value == nil || (best == nil) != (worst == nil) &&
		(best == nil && *worst >= defaultBest || worst == nil && *best <= defaultWorst) {
		return evidence.VerdictOther
	}
	high, low := float64(defaultBest), float64(defaultWorst)
	if best != nil {
		high = *best
	}
	if worst != nil {
		low = *worst
	}
	share := (*value - low) / (high - low)
	if math.IsNaN(share) || share < 0 || share > 1 {
		// off its own scale, or a scale of one value, by which publishers say that they have none
		return evidence.VerdictOther
	}
	steps := []evidence.Verdict{
		evidence.VerdictFalse, evidence.VerdictMostlyFalse, evidence.VerdictMixture, evidence.VerdictMostlyTrue,
		evidence.VerdictTrue,
	}
	return steps[int(math.Round(4*share))]
}

// rating is what a fact check comes to.
type rating struct {
	words              string
	value, best, worst *float64
	basis              []any
}

// ratingOf returns the rating of a fact check.
func ratingOf(n, of jsonld.Thing) rating {
	r := rating{
		words: of.Clean(n.Said("alternateName")), value: jsondoc.Number(n["ratingValue"]),
		best: jsondoc.Number(n["bestRating"]), worst: jsondoc.Number(n["worstRating"]),
	}
	if r.words == "" {
		r.words = of.Clean(n.Said("name"))
	}
	if r.words == "" {
		r.words = jsondoc.Text(n[""])
	}
	if r.words == "" && r.value != nil {
		r.words = strconv.FormatFloat(*r.value, 'f', -1, 64)
		if r.best != nil {
			r.words += " of " + strconv.FormatFloat(*r.best, 'f', -1, 64)
		}
	}
	for _, e := range jsondoc.List(n["ratingExplanation"]) {
		if text, _ := jsonld.WordsIn(e, ""); text != "" {
			r.basis = append(r.basis, map[string]any{"exact": text})
		}
	}
	return r
}

func (r rating) put(line formats.Line) {
	line["alternateName"] = r.words
	line["verdict"] = string(verdictOf(r.words, r.value, r.best, r.worst))
	for name, x := range map[string]*float64{"ratingValue": r.value, "bestRating": r.best, "worstRating": r.worst} {
		if x != nil {
			line[name] = *x
		}
	}
	if len(r.basis) > 0 {
		line["basis"] = r.basis
	}
}
