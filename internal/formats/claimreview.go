package formats

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/credence-graph/credence/internal/charsets"
	"github.com/credence-graph/credence/internal/evidence"
)

// claimReview reads ClaimReview, the markup of fact checks (schema.org, JSON-LD): one object, a list, a "@graph", a
// DataFeed, any of these in the scripts of an HTML page, and the answer of the Fact Check Tools API.
//
//	ClaimReview.claimReviewed (a text, a Claim, or a     claim text; the id is [evidence.ClaimIDOf] of it
//	list of them), else Claim.text or name
//	itemReviewed: author, datePublished, keywords, name  claimant, claimDate, tags, name
//	inLanguage, languageCode, else that of the review    language of the claim
//	itemReviewed: appearance, firstAppearance            sources that mention the claim: that it was seen there does not say
//	                                                     that the work vouches for it
//	reviewRating                                         alternateName, the three numbers, and the verdict ([verdictOf])
//	reviewRating.ratingExplanation                       basis
//	publisher, else an organization as author            outlet: its host is the key, else a hash of the name
//	url, datePublished                                   url, datePublished; the id is a hash of address and claim
//	dateModified, else datePublished                     which version it is: of several the latest is in force
//	citation                                             cites, and their sources
//
// An identifier of propertyID "credence" is the key of the node. What is named by "@id" is looked up in the document,
// wherever it stands. A fact check never becomes a statement: it corroborates nothing. Things of other types are context and
// passed over; a document without any fact check or claim is an error.
func claimReview() Format {
	return Format{
		Name: "claimreview", About: "fact checks as ClaimReview: JSON-LD, a data feed, or within a page of HTML",
		Becomes: "fact checks become reviews of claims; appearances of the claim become sources that mention it. Objects, " +
			"lists, @graph, data feeds and Google's Fact Check Tools are understood",
		Loses:     "verdicts that neither words nor numbers state: they become OTHER",
		Version:   "dateModified or datePublished",
		Recognise: recogniseClaimReview, Read: readClaimReview,
	}
}

func recogniseClaimReview(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(head) == 0 {
		return false
	}
	has := func(text string) bool { return bytes.Contains(head, []byte(text)) }
	switch head[0] {
	case '{', '[':
		return has(`"ClaimReview"`) || has(`schema:ClaimReview"`) || has(`schema.org/ClaimReview"`) || has("schema.org") && has(`"Claim"`) ||
			has(`"claimReview"`) && has(`"textualRating"`)
	case '<':
		return bytes.Contains(bytes.ToLower(head), []byte("application/ld+json")) && has("ClaimReview")
	}
	return false
}

func readClaimReview(ctx context.Context, doc Document, out Lines) error {
	r := &claimReviews{ctx: ctx, out: out, known: map[string]linked{}}
	in := bufio.NewReader(doc.Body)
	page, err := beginsMarkup(in)
	if err != nil {
		return &evidence.Error{Code: evidence.CodeInvalid, Message: doc.Name + ": cannot be read", Err: err}
	}
	if page {
		err = r.page(doc.Name, in)
	} else {
		err = r.document(Document{Name: doc.Name, Body: mendedBody(in)}, "")
	}
	if err == nil {
		err = r.flush()
	}
	if err == nil && r.found == 0 {
		return evidence.Invalidf("", "%s: holds no ClaimReview; expected a fact check in JSON-LD", doc.Name)
	}
	return err
}

// mendedBody returns a document with its JSON mended, where it is short enough to be looked at whole: one that a person saved.
func mendedBody(in io.Reader) io.Reader {
	const most = 1 << 20
	head, err := io.ReadAll(io.LimitReader(in, most))
	if err != nil || len(head) == most {
		return io.MultiReader(bytes.NewReader(head), in)
	}
	return bytes.NewReader(mended(head))
}

// beginsMarkup reports whether the first character is "<".
func beginsMarkup(in *bufio.Reader) (bool, error) {
	for n := 1; ; n++ {
		head, err := in.Peek(n)
		if len(head) < n {
			if errors.Is(err, io.EOF) || errors.Is(err, bufio.ErrBufferFull) {
				return false, nil
			}
			return false, err
		}
		if c := head[n-1]; !strings.ContainsRune(" \t\r\n\xef\xbb\xbf", rune(c)) && c < 0x80 {
			return c == '<', nil
		}
	}
}

// claimReviews turns the items of a document into lines.
type claimReviews struct {
	ctx   context.Context
	out   Lines
	known map[string]linked // what "@id" names
	held  []heldReview      // wait for what they name
	kept  int               // bytes of known and held
	found int               // fact checks and claims
}

type heldReview struct {
	at   string
	node linked
}

// page reads the scripts of an HTML page; a broken one is rejected and the others go on.
func (r *claimReviews) page(name string, in io.Reader) error {
	tokens := html.NewTokenizer(charsets.NewMarkup(in))
	tokens.SetMaxBuf(maxItemBytes)
	for scripts := 0; ; {
		switch tokens.Next() {
		case html.ErrorToken:
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return &evidence.Error{Code: evidence.CodeInvalid, Message: name + ": the page cannot be read", Err: err}
			}
			return nil
		case html.StartTagToken:
			if !isLinkedScript(tokens.Token()) || tokens.Next() != html.TextToken {
				continue
			}
			scripts++
			if err := r.script(fmt.Sprintf("script %d ", scripts), tokens.Text()); err != nil {
				return err
			}
		}
	}
}

func isLinkedScript(t html.Token) bool {
	return t.Data == "script" && slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "type" && isLinkedData(a.Val) })
}

// script reads one script as a document of its own, mended as browsers put up with it. It is checked first, so that nothing
// of a broken one is taken over.
func (r *claimReviews) script(at string, text []byte) error {
	text = mended(text)
	var v json.RawMessage
	if err := json.Unmarshal(text, &v); err != nil {
		return r.out.Reject(strings.TrimSpace(at), "", fmt.Sprintf("not valid JSON (%v); expected JSON-LD", err))
	}
	return r.document(Document{Name: strings.TrimSpace(at), Body: bytes.NewReader(text)}, at)
}

// streamed are the lists that are read item by item.
var streamed = map[string]bool{"@graph": true, "dataFeedElement": true, "claims": true}

func (r *claimReviews) document(doc Document, prefix string) error {
	in := newJSONIn(doc)
	t, err := in.token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('['):
		err = in.elements(prefix, r.item)
	case json.Delim('{'):
		err = r.object(in, prefix)
	default:
		return evidence.Invalidf("", "%s: is %v; expected an object or a list of JSON-LD", doc.Name, t)
	}
	if err != nil {
		return err
	}
	return in.end()
}

// object reads the outermost object: its lists are streamed, its other members are an item together.
func (r *claimReviews) object(in *jsonIn, prefix string) error {
	whole := linked{}
	size := 0
	err := in.members(func(name string) error {
		t, err := in.token()
		if err != nil {
			return err
		}
		if plain := schemaName(name); streamed[plain] && t == json.Delim('[') {
			visit := r.item
			if plain == "claims" {
				visit = r.searched
			}
			return in.elements(prefix+name, visit)
		}
		raw, err := in.rest(t)
		if err != nil {
			return err
		}
		if size += len(raw); size > maxItemBytes {
			return in.failed(errItemTooLong)
		}
		if fault := jsonFault(raw); fault != "" {
			return r.out.Reject(wholeAt(prefix), schemaName(name), fault)
		}
		whole[schemaName(name)] = jsonValue(raw)
		return nil
	})
	if err != nil {
		return err
	}
	return r.node(wholeAt(prefix), whole.plain(), 0)
}

// wholeAt names the outermost object of a document.
func wholeAt(prefix string) string { return cmp.Or(strings.TrimSpace(prefix), "the object") }

func (r *claimReviews) item(at string, raw json.RawMessage) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if fault := jsonFault(raw); fault != "" {
		return r.out.Reject(at, "", fault)
	}
	v := jsonValue(raw)
	if _, ok := v.(map[string]any); !ok {
		return r.out.Reject(at, "", fmt.Sprintf("found %s; expected an object", shortened(raw)))
	}
	return r.visit(at, v, 0)
}

// visit goes through an item and what it may wrap.
func (r *claimReviews) visit(at string, v any, depth int) error {
	for _, e := range jsonList(v) {
		node, ok := e.(map[string]any)
		if !ok || depth > 8 {
			continue
		}
		if err := r.node(at, linked(node).plain(), depth); err != nil {
			return err
		}
	}
	return nil
}

// wrappers are the properties in which other things carry fact checks.
var wrappers = []string{"@graph", "dataFeedElement", "item", "review", "mainEntity", "hasPart", "itemListElement", "subjectOf"}

func (r *claimReviews) node(at string, n linked, depth int) error {
	if n.is("ClaimReview") {
		return r.offer(at, n)
	}
	if id := jsonText(n["@id"]); id != "" && r.kept < maxHeldBytes && len(n) > 1 {
		r.known[id] = n
		r.kept += n.size()
	}
	if n.is("Claim") {
		_, err := r.claim(at, n, "")
		return err
	}
	for _, name := range wrappers {
		if err := r.visit(at, n[name], depth+1); err != nil {
			return err
		}
	}
	return nil
}

// offer takes a fact check over, or keeps it until all of the document is known.
func (r *claimReviews) offer(at string, n linked) error {
	for _, name := range []string{"itemReviewed", "author", "publisher", "reviewRating"} {
		if id, only := onlyID(n[name]); only && r.known[id] == nil && r.kept < maxHeldBytes {
			r.held = append(r.held, heldReview{at, n})
			r.kept += n.size()
			return nil
		}
	}
	return r.review(at, n)
}

func (r *claimReviews) flush() error {
	for _, h := range r.held {
		if err := r.review(h.at, h.node); err != nil {
			return err
		}
	}
	return nil
}

// follow returns the things that a property names or holds.
func (r *claimReviews) follow(v any) []linked {
	var list []linked
	for _, e := range jsonList(v) {
		switch e := e.(type) {
		case string:
			if text := strings.TrimSpace(e); text != "" {
				list = append(list, linked{"": text})
			}
		case map[string]any:
			n := linked(e).plain()
			if id, only := onlyID(e); only && r.known[id] != nil {
				n = r.known[id]
			}
			list = append(list, n)
		}
	}
	return list
}

func (r *claimReviews) one(v any) linked {
	if list := r.follow(v); len(list) > 0 {
		return list[0]
	}
	return linked{}
}

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

// searched reads an item of the Fact Check Tools API: a claim with its fact checks.
func (r *claimReviews) searched(at string, raw json.RawMessage) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if fault := jsonFault(raw); fault != "" {
		return r.out.Reject(at, "", fault)
	}
	n, ok := jsonValue(raw).(map[string]any)
	if !ok {
		return r.out.Reject(at, "", fmt.Sprintf("found %s; expected an object", shortened(raw)))
	}
	claim := linked{"author": n["claimant"], "datePublished": n["claimDate"], "inLanguage": n["languageCode"]}
	for i, e := range jsonList(n["claimReview"]) {
		found, _ := e.(map[string]any)
		publisher, _ := found["publisher"].(map[string]any)
		site := jsonText(publisher["site"])
		if site != "" && !strings.Contains(site, "://") {
			site = "https://" + site
		}
		err := r.review(fmt.Sprintf("%s.claimReview[%d]", at, i), linked{
			"claimReviewed": n["text"], "itemReviewed": map[string]any(claim), "url": found["url"], "datePublished": found["reviewDate"],
			"inLanguage":   found["languageCode"],
			"publisher":    map[string]any{"name": publisher["name"], "url": site},
			"reviewRating": map[string]any{"alternateName": found["textualRating"]},
		})
		if err != nil {
			return err
		}
	}
	return nil
}
