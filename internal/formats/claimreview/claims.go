package claimreview

import (
	"cmp"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
	"github.com/credence-graph/credence/internal/formats/jsonld"
)

// review takes over a fact check: one for each claim that it says to have reviewed.
func (r *reader) review(at string, n jsonld.Thing) error {
	r.found++
	claims := r.reviewed(n)
	for _, reviewed := range claims {
		claim, err := r.claim(at, reviewed, jsonld.LanguageOf(n["inLanguage"]))
		if err != nil {
			return err
		}
		if claim != "" {
			if err := r.verdict(at, n, claim, len(claims) == 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// reviewed returns the claims of a fact check: claimReviewed, a text or a thing, and what itemReviewed says of it.
// Where both are lists, they go together one by one; where they are not as many, each claim has what the first item
// says.
func (r *reader) reviewed(n jsonld.Thing) []jsonld.Thing {
	items := r.follow(n["itemReviewed"])
	if len(items) > 1 && n["claimReviewed"] == nil {
		return items
	}
	item := jsonld.Thing{}
	if len(items) > 0 {
		item = items[0]
	}
	var claims []jsonld.Thing
	said := r.follow(jsonld.InOneLanguage(n["claimReviewed"]))
	for i, claim := range said {
		from := item
		if len(items) == len(said) {
			from = items[i]
		}
		claims = append(claims, claim.With(from))
	}
	if len(claims) == 0 {
		return []jsonld.Thing{item}
	}
	return claims
}

// verdict writes what a fact check says of one claim; own is whether a key of its own is of this claim.
func (r *reader) verdict(at string, n jsonld.Thing, claim string, own bool) error {
	rating := ratingOf(r.one(n["reviewRating"]), n)
	if rating.words == "" {
		return r.out.Reject(at, "reviewRating",
			"says nothing; expected alternateName, the verdict in the publisher's words, or a ratingValue")
	}
	address, day := jsondoc.Text(n["url"]), jsondoc.Day(n["datePublished"])
	publisher, err := r.outlet(at, append(r.follow(n["publisher"]), r.follow(n["author"])...), address)
	if err != nil {
		return err
	}
	key := ""
	if own {
		key = n.Key("review")
	}
	line := formats.Line{"type": "review", "claim": claim, "id": reviewKeyOf(key, address, claim, publisher, day)}
	line.Set("url", address)
	line.Set("datePublished", day)
	line.Set("publisher", publisher)
	rating.put(line)
	cites, err := r.works(at, n["citation"])
	if err != nil {
		return err
	}
	if len(cites) > 0 {
		line["cites"] = cites
	}
	modified := formats.EditionText(jsondoc.Text(n["dateModified"]))
	published := formats.EditionText(jsondoc.Text(n["datePublished"]))
	if edition := cmp.Or(modified, published); edition != "" {
		line["edition"] = edition
		line.Clear("publisher", "ratingValue", "bestRating", "worstRating", "basis", "cites")
	}
	return r.out.Write(at, line)
}

// reviewKeyOf returns the key of a fact check: its own, else a hash of address and claim (one article may check
// several), else of who said it when.
func reviewKeyOf(own, address, claim, publisher, day string) string {
	if own != "" {
		return own
	}
	if canonical, err := evidence.CanonicalURL(address); err == nil {
		return evidence.HashKey(canonical, claim)
	}
	return evidence.HashKey("", claim, publisher, day)
}

// claim writes the claim and the sources in which it appears, and returns its id; "" where it was rejected. language is
// that of the document, for a claim that does not say its own.
func (r *reader) claim(at string, n jsonld.Thing, language string) (string, error) {
	text := ""
	for _, name := range []string{"", "claimReviewed", "text", "name", "description"} {
		words, in := jsonld.WordsIn(n[name], cmp.Or(jsonld.LanguageOf(n["inLanguage"]), language))
		if text = n.Clean(words); text != "" {
			language = cmp.Or(jsonld.LanguageOf(n["inLanguage"]), in, language)
			break
		}
	}
	if text == "" {
		return "", r.out.Reject(at, "claimReviewed", "missing; expected the claim as a sentence")
	}
	id := string(evidence.ClaimIDOf(text))
	if own := n.Key("claim"); own != "" {
		id = "claim:" + own
	}
	line := formats.Line{"type": "claim", "id": id, "text": text}
	if name, _ := jsonld.WordsIn(n["name"], language); n.Clean(name) != text {
		line.Set("name", n.Clean(name))
	}
	line.Set("claimant", n.Clean(r.one(n["author"]).Label()))
	line.Set("claimDate", jsondoc.Day(n["datePublished"]))
	line.Set("language", language)
	if tags := keywords(n["keywords"]); len(tags) > 0 {
		line["tags"] = tags
	}
	r.found++
	if err := r.out.Write(at, line); err != nil {
		return "", err
	}
	seen, err := r.works(at, append(append([]any{}, jsondoc.List(n["firstAppearance"])...),
		jsondoc.List(n["appearance"])...))
	if err != nil {
		return "", err
	}
	for _, source := range seen {
		if err := r.out.Write(at,
			formats.Line{
				"type": "statement", "source": source, "claim": id, "stance": string(evidence.Mentions),
			}); err != nil {
			return "", err
		}
	}
	return id, nil
}

// keywords reads a list of words, or one text with commas between them.
func keywords(v any) []string {
	var tags []string
	for _, e := range jsondoc.List(v) {
		text, _ := e.(string)
		words := []string{text}
		if _, list := v.([]any); !list {
			words = strings.Split(text, ",")
		}
		for _, word := range words {
			if word = strings.TrimSpace(word); word != "" {
				tags = append(tags, word)
			}
		}
	}
	return tags
}
