// Package trusttxt reads trust.txt, the file in which a publisher states whom it belongs to.
package trusttxt

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/publisher"
)

// Format reads trust.txt, in which a publisher states whom it belongs to: lines of name=value. Whose file it is, its
// name says: a folder or the file itself is called after the domain (paper.example/trust.txt, paper.example.txt).
//
//	controlledby=OWNER   ownership of the outlet of the file by the organization of the domain OWNER
//	control=PAPER        ownership of the outlet of the domain PAPER by the organization of the file's own domain
//	both in one file     ownership of the organization of the file's domain, too, so that owners of owners are a chain
//
// What a controlledby and the control on the other side say of each other is Ownership.reciprocated: true where both
// files of one import say it, false where the other file is there and does not, unknown where it is not there. Names
// and outlets are the domains. More than one controlledby is invalid, and none of them counts.
//
// Lost: belongto and member (associations), vendor and customer, social, contact, disclosure, datatrainingallowed and
// what else there is; what has a place in trust.txt but none in the graph is listed in one note. The one-sided ones
// among belongto, member, vendor and customer are listed as well.
//
// The files of one import are read by one value of the format, which remembers them.
func Format() formats.Format {
	files := fileSet{}
	return formats.Format{
		Name: "trust.txt", About: "whom a publisher says it belongs to (folder/paper.example/trust.txt)",
		Becomes: "control of outlets becomes ownership, with whether the other side states it too; the folder or name of the " +
			"file says whose it is",
		Loses:     "associations, vendors and customers",
		Recognise: recognise, Read: files.read,
	}
}

var (
	linePattern   = regexp.MustCompile(`^([A-Za-z]+)\s*=\s*(\S.*)$`)
	domainPattern = regexp.MustCompile(`^[\pL\pN-]+(\.[\pL\pN-]+)+$`)
	// otherNames is the attribute that the other side of one states.
	otherNames = map[string]string{
		"controlledby": "control", "control": "controlledby", "belongto": "member", "member": "belongto",
		"vendor": "customer", "customer": "vendor",
	}
	passedOver = []string{"social", "contact", "disclosure", "datatrainingallowed"}
)

// maxBytes is far above what a person writes.
const maxBytes = 1 << 20

func recognise(name string, head []byte) bool {
	known := 0
	lines := bytes.Split(head, []byte("\n"))
	if len(lines) > 1 {
		lines = lines[:len(lines)-1] // the last may be cut
	}
	for _, line := range lines {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		m := linePattern.FindSubmatch(line)
		if m == nil {
			return false
		}
		attribute := strings.ToLower(string(m[1]))
		if otherNames[attribute] != "" || slices.Contains(passedOver, attribute) {
			known++
		}
	}
	return known > 0 || strings.HasSuffix(strings.ToLower(path.Base(name)), "trust.txt") &&
		len(bytes.TrimSpace(head)) > 0
}

// fileSet are the files that were read, by domain: for each attribute, the domains that they name.
type fileSet map[string]map[string][]string

func (f fileSet) read(ctx context.Context, doc formats.Document, out formats.Lines) error {
	own, ok := ownerOf(doc.Name)
	if !ok {
		return evidence.Invalidf("",
			"does not say whose trust.txt it is; expected the domain as the name of the folder or file, such as "+
				"paper.example/trust.txt")
	}
	t := file{
		files: f, own: own, out: out, stated: map[string][]string{}, places: map[string]string{},
		lost: formats.PassedOver{},
	}
	read := 0
	err := formats.TextLines(bufio.NewReader(doc.Body), func(n int, text []byte, tooLong bool) error {
		if read += len(text); tooLong || read > maxBytes {
			return evidence.Invalidf("", "holds more than %d MB; expected a trust.txt, a few lines", maxBytes>>20)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		return t.line(fmt.Sprintf("line %d", n), string(text))
	})
	if err != nil {
		return err
	}
	return t.finish()
}

// ownerOf returns whose file it is, by its name: the last part that is a domain.
func ownerOf(name string) (string, bool) {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '/' || r == '\\' })
	for i, part := range slices.Backward(parts) {
		if i == len(parts)-1 {
			if part = strings.TrimSuffix(part, ".gz"); strings.EqualFold(part, "trust.txt") {
				continue
			}
			part = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(part, ".txt"), "trust"), "-_. ")
		}
		if strings.HasPrefix(part, ".") || !domainPattern.MatchString(part) {
			continue
		}
		if _, domain, ok := publisher.OutletOfHost(part); ok {
			return domain, true
		}
	}
	return "", false
}

type file struct {
	files  fileSet
	own    string
	out    formats.Lines
	stated map[string][]string
	places map[string]string // where "attribute domain" stands
	lost   formats.PassedOver
}

func (t *file) line(at, text string) error {
	text, _, _ = strings.Cut(text, "#")
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	m := linePattern.FindStringSubmatch(text)
	if m == nil {
		return t.out.Reject(at, "", fmt.Sprintf("found %.60q; expected name=value, or # and a comment", text))
	}
	attribute := strings.ToLower(m[1])
	if otherNames[attribute] == "" {
		t.lost.Count(attribute)
		return nil
	}
	value := strings.TrimSpace(m[2])
	_, domain, ok := publisher.OutletOfHost(strings.TrimRight(value, "/"))
	if !ok {
		_, domain, ok = publisher.Outlet(value)
	}
	if !ok {
		return t.out.Reject(at, attribute,
			fmt.Sprintf("%.60q is not the address of a site; expected one such as https://www.paper.example/", value))
	}
	if domain == t.own {
		formats.Note(t.out, fmt.Sprintf("%s: %s names the site itself and is passed over", at, attribute))
		return nil
	}
	if !slices.Contains(t.stated[attribute], domain) {
		t.stated[attribute] = append(t.stated[attribute], domain)
		t.places[attribute+" "+domain] = at
	}
	return nil
}

func (t *file) finish() error {
	if owners := t.stated["controlledby"]; len(owners) > 1 {
		for _, owner := range owners {
			if err := t.out.Reject(t.places["controlledby "+owner], "controlledby",
				fmt.Sprintf("is one of %d; expected at most one owner", len(owners))); err != nil {
				return err
			}
		}
		delete(t.stated, "controlledby")
	}
	t.files[t.own] = t.stated
	for _, owner := range t.stated["controlledby"] {
		at := t.places["controlledby "+owner]
		if err := t.owned(at, "controlledby="+owner, "outlet", t.own, owner); err != nil {
			return err
		}
		if len(t.stated["control"]) > 0 {
			if err := t.owned(at, "controlledby="+owner, "organization", t.own, owner); err != nil {
				return err
			}
		}
	}
	for _, asset := range t.stated["control"] {
		if err := t.owned(t.places["control "+asset], "control="+asset, "outlet", asset, t.own); err != nil {
			return err
		}
	}
	if err := t.unanswered(); err != nil {
		return err
	}
	t.looseEnds()
	t.lost.Report(t.out)
	return nil
}

// owned writes an ownership, with what the file on the other side says of it.
func (t *file) owned(at, quote, kind, asset, owner string) error {
	line := formats.Line{
		"type": "ownership", "asset": kind + ":" + asset, "owner": "organization:" + owner,
		"quotes": []any{quoteAt(at, quote)},
	}
	if said, known := t.reciprocated(asset, owner); known {
		line["reciprocated"] = said
	}
	node := formats.OutletLine("outlet:"+asset, asset)
	if kind != "outlet" {
		node = formats.Line{"type": kind, "id": kind + ":" + asset, "name": asset}
	}
	for _, line := range []formats.Line{
		node, {"type": "organization", "id": "organization:" + owner, "name": owner}, line,
	} {
		if err := t.out.Write(at, line); err != nil {
			return err
		}
	}
	return nil
}

func quoteAt(at, quote string) map[string]any {
	return map[string]any{"exact": quote, "locator": at}
}

// reciprocated reports whether the files of asset and owner both state the ownership; unknown where one is not there.
func (t *file) reciprocated(asset, owner string) (both, known bool) {
	a, there := t.files[asset]
	o, too := t.files[owner]
	if !there || !too {
		return false, false
	}
	return slices.Contains(a["controlledby"], owner) && slices.Contains(o["control"], asset), true
}

// unanswered says of what earlier files state of this site, and this file does not, that it is one-sided; and that
// what both state is not.
func (t *file) unanswered() error {
	for _, other := range t.others() {
		stated := t.files[other]
		if slices.Contains(stated["controlledby"], t.own) && !slices.Contains(t.stated["control"], other) {
			if err := t.answer("outlet", other, t.own); err != nil {
				return err
			}
		}
		if slices.Contains(stated["controlledby"], t.own) && len(stated["control"]) > 0 {
			if err := t.answer("organization", other, t.own); err != nil {
				return err
			}
		}
		if slices.Contains(stated["control"], t.own) && !slices.Contains(t.stated["controlledby"], other) {
			if err := t.answer("outlet", t.own, other); err != nil {
				return err
			}
		}
	}
	return nil
}

// answer writes what is now known of an ownership that an earlier file stated.
func (t *file) answer(kind, asset, owner string) error {
	said, _ := t.reciprocated(asset, owner)
	return t.out.Write("", formats.Line{
		"type": "ownership", "asset": kind + ":" + asset, "owner": "organization:" + owner, "reciprocated": said,
	})
}

// others returns the domains of the earlier files, in order.
func (t *file) others() []string {
	var list []string
	for domain := range t.files {
		if domain != t.own {
			list = append(list, domain)
		}
	}
	slices.Sort(list)
	return list
}

// looseEnds notes the memberships and trades that only one of two files states.
func (t *file) looseEnds() {
	for _, attribute := range []string{"belongto", "member", "vendor", "customer"} {
		for _, other := range t.stated[attribute] {
			t.lost.Count(attribute)
			if theirs, there := t.files[other]; there && !slices.Contains(theirs[otherNames[attribute]], t.own) {
				formats.Note(t.out, fmt.Sprintf("%s=%s is one-sided: the file of %s has no %s=%s", attribute, other,
					other, otherNames[attribute], t.own))
			}
		}
	}
}
