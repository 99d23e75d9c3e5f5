// Package claimreview reads fact checks as ClaimReview (schema.org).
package claimreview

import (
	"bufio"
	"bytes"
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
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsonld"
)

// Format reads ClaimReview, the markup of fact checks (schema.org, JSON-LD): one object, a list, a "@graph", a
// DataFeed, any of these in the scripts of an HTML page, and the answer of the Fact Check Tools API.
//
//	ClaimReview.claimReviewed (a text, a Claim, or a     claim text; the id is [evidence.ClaimIDOf] of it
//	list of them), else Claim.text or name
//	itemReviewed: author, datePublished, keywords, name  claimant, claimDate, tags, name
//	inLanguage, languageCode, else that of the review    language of the claim
//	itemReviewed: appearance, firstAppearance            sources that mention the claim: that it was seen there does
//	                                                     not say that the work vouches for it
//	reviewRating                                         alternateName, the three numbers, and the verdict
//	                                                     ([verdictOf])
//	reviewRating.ratingExplanation                       basis
//	publisher, else an organization as author            outlet: its host is the key, else a hash of the name
//	url, datePublished                                   url, datePublished; the id is a hash of address and claim
//	dateModified, else datePublished                     which version it is: of several the latest is in force
//	citation                                             cites, and their sources
//
// An identifier of propertyID "credence" is the key of the node. What is named by "@id" is looked up in the document,
// wherever it stands. A fact check never becomes a statement: it corroborates nothing. Things of other types are
// context and passed over; a document without any fact check or claim is an error.
func Format() formats.Format {
	return formats.Format{
		Name: "claimreview", About: "fact checks as ClaimReview: JSON-LD, a data feed, or within a page of HTML",
		Becomes: "fact checks become reviews of claims; appearances of the claim become sources that mention it. " +
			"Objects, lists, @graph, data feeds and Google's Fact Check Tools are understood",
		Loses:     "verdicts that neither words nor numbers state: they become OTHER",
		Version:   "dateModified or datePublished",
		Recognise: recognise, Read: Read,
	}
}

func recognise(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(head) == 0 {
		return false
	}
	has := func(text string) bool { return bytes.Contains(head, []byte(text)) }
	switch head[0] {
	case '{', '[':
		return has(`"ClaimReview"`) || has(`schema:ClaimReview"`) || has(`schema.org/ClaimReview"`) ||
			has("schema.org") && has(`"Claim"`) ||
			has(`"claimReview"`) && has(`"textualRating"`)
	case '<':
		return bytes.Contains(bytes.ToLower(head), []byte("application/ld+json")) && has("ClaimReview")
	}
	return false
}

// Read reads a document as [Format] says: also a page of which only a later part shows that it holds fact checks.
func Read(ctx context.Context, doc formats.Document, out formats.Lines) error {
	r := &reader{ctx: ctx, out: out, known: map[string]jsonld.Thing{}}
	in := bufio.NewReader(doc.Body)
	page, err := beginsMarkup(in)
	if err != nil {
		return &evidence.Error{Code: evidence.CodeInvalid, Message: doc.Name + ": cannot be read", Err: err}
	}
	if page {
		err = r.page(doc.Name, in)
	} else {
		err = r.document(formats.Document{Name: doc.Name, Body: mendedBody(in)}, "")
	}
	if err == nil {
		err = r.flush()
	}
	if err == nil && r.found == 0 {
		return evidence.Invalidf("", "%s: holds no ClaimReview; expected a fact check in JSON-LD", doc.Name)
	}
	return err
}

// mendedBody returns a document with its JSON mended, where it is short enough to be looked at whole: one that a
// person saved.
func mendedBody(in io.Reader) io.Reader {
	const most = 1 << 20
	head, err := io.ReadAll(io.LimitReader(in, most))
	if err != nil || len(head) == most {
		return io.MultiReader(bytes.NewReader(head), in)
	}
	return bytes.NewReader(jsonld.Mended(head))
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

// reader turns the items of a document into lines.
type reader struct {
	ctx   context.Context
	out   formats.Lines
	known map[string]jsonld.Thing // what "@id" names
	held  []heldReview            // wait for what they name
	kept  int                     // bytes of known and held
	found int                     // fact checks and claims
}

type heldReview struct {
	at   string
	node jsonld.Thing
}

// page reads the scripts of an HTML page; a broken one is rejected and the others go on.
func (r *reader) page(name string, in io.Reader) error {
	tokens := html.NewTokenizer(charsets.NewMarkup(in))
	tokens.SetMaxBuf(formats.MaxItemBytes)
	for scripts := 0; ; {
		switch tokens.Next() {
		case html.ErrorToken:
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return &evidence.Error{
					Code: evidence.CodeInvalid, Message: name + ": the page cannot be read", Err: err,
				}
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
	return t.Data == "script" &&
		slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "type" && jsonld.IsMediaType(a.Val) })
}

// script reads one script as a document of its own, mended as browsers put up with it. It is checked first, so that
// nothing of a broken one is taken over.
func (r *reader) script(at string, text []byte) error {
	text = jsonld.Mended(text)
	var v json.RawMessage
	if err := json.Unmarshal(text, &v); err != nil {
		return r.out.Reject(strings.TrimSpace(at), "", fmt.Sprintf("not valid JSON (%v); expected JSON-LD", err))
	}
	return r.document(formats.Document{Name: strings.TrimSpace(at), Body: bytes.NewReader(text)}, at)
}
