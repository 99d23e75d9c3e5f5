package formats

import (
	"cmp"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// review takes over a fact check: one for each claim that it says to have reviewed.
func (r *claimReviews) review(at string, n linked) error {
	r.found++
	claims := r.reviewed(n)
	for _, reviewed := range claims {
		claim, err := r.claim(at, reviewed, languageOf(n["inLanguage"]))
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

// reviewed returns the claims of a fact check: claimReviewed, a text or a thing, and what itemReviewed says of it. Where both
// are lists, they go together one by one; where they are not as many, each claim has what the first item says.
func (r *claimReviews) reviewed(n linked) []linked {
	items := r.follow(n["itemReviewed"])
	if len(items) > 1 && n["claimReviewed"] == nil {
		return items
	}
	item := linked{}
	if len(items) > 0 {
		item = items[0]
	}
	var claims []linked
	said := r.follow(inOneLanguage(n["claimReviewed"]))
	for i, claim := range said {
		from := item
		if len(items) == len(said) {
			from = items[i]
		}
		claims = append(claims, claim.with(from))
	}
	if len(claims) == 0 {
		return []linked{item}
	}
	return claims
}

// verdict writes what a fact check says of one claim; own is whether a key of its own is of this claim.
func (r *claimReviews) verdict(at string, n linked, claim string, own bool) error {
	rating := ratingOf(r.one(n["reviewRating"]), n)
	if rating.words == "" {
		return r.out.Reject(at, "reviewRating", "says nothing; expected alternateName, the verdict in the publisher's words, or a ratingValue")
	}
	address, day := jsonText(n["url"]), jsonDay(n["datePublished"])
	publisher, err := r.outlet(at, append(r.follow(n["publisher"]), r.follow(n["author"])...), address)
	if err != nil {
		return err
	}
	key := ""
	if own {
		key = n.key("review")
	}
	line := Line{"type": "review", "claim": claim, "id": reviewKeyOf(key, address, claim, publisher, day)}
	line.set("url", address)
	line.set("datePublished", day)
	line.set("publisher", publisher)
	rating.put(line)
	cites, err := r.works(at, n["citation"])
	if err != nil {
		return err
	}
	if len(cites) > 0 {
		line["cites"] = cites
	}
	modified, published := editionText(jsonText(n["dateModified"])), editionText(jsonText(n["datePublished"]))
	if edition := cmp.Or(modified, published); edition != "" {
		line["edition"] = edition
		line.clear("publisher", "ratingValue", "bestRating", "worstRating", "basis", "cites")
	}
	return r.out.Write(at, line)
}

// reviewKeyOf returns the key of a fact check: its own, else a hash of address and claim (one article may check several), else
// of who said it when.
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
func (r *claimReviews) claim(at string, n linked, language string) (string, error) {
	text := ""
	for _, name := range []string{"", "claimReviewed", "text", "name", "description"} {
		words, in := wordsIn(n[name], cmp.Or(languageOf(n["inLanguage"]), language))
		if text = n.clean(words); text != "" {
			language = cmp.Or(languageOf(n["inLanguage"]), in, language)
			break
		}
	}
	if text == "" {
		return "", r.out.Reject(at, "claimReviewed", "missing; expected the claim as a sentence")
	}
	id := string(evidence.ClaimIDOf(text))
	if own := n.key("claim"); own != "" {
		id = "claim:" + own
	}
	line := Line{"type": "claim", "id": id, "text": text}
	if name, _ := wordsIn(n["name"], language); n.clean(name) != text {
		line.set("name", n.clean(name))
	}
	line.set("claimant", n.clean(r.one(n["author"]).label()))
	line.set("claimDate", jsonDay(n["datePublished"]))
	line.set("language", language)
	if tags := keywords(n["keywords"]); len(tags) > 0 {
		line["tags"] = tags
	}
	r.found++
	if err := r.out.Write(at, line); err != nil {
		return "", err
	}
	seen, err := r.works(at, append(append([]any{}, jsonList(n["firstAppearance"])...), jsonList(n["appearance"])...))
	if err != nil {
		return "", err
	}
	for _, source := range seen {
		if err := r.out.Write(at, Line{"type": "statement", "source": source, "claim": id, "stance": string(evidence.Mentions)}); err != nil {
			return "", err
		}
	}
	return id, nil
}

// keywords reads a list of words, or one text with commas between them.
func keywords(v any) []string {
	var tags []string
	for _, e := range jsonList(v) {
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
