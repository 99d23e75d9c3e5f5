package prov

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/jsondoc"
)

// NQuads reads statements of PROV-O as RDF, in N-Quads or N-Triples (RDF 1.1), line by line; see [JSON] for what they
// become. The graph that a statement stands in does not matter. A line that is not a statement is rejected with its
// number; one longer than 10 MB ends the document.
func NQuads() formats.Format {
	return formats.Format{
		Name: "nquads", About: "provenance as N-Quads",
		Becomes: provBecomes, Loses: provLoses, Recognise: recogniseNQuads, Read: readNQuads,
	}
}

// recogniseNQuads goes by the first line with a statement, which must be whole.
func recogniseNQuads(_ string, head []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))) {
		text := strings.TrimSpace(string(line))
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		_, err := parseQuad(text)
		return err == nil
	}
	return false
}

func readNQuads(ctx context.Context, doc formats.Document, out formats.Lines) error {
	graph := newRDF(doc.Name, out)
	in := bufio.NewReaderSize(doc.Body, 64<<10)
	var long []byte
	for number := 1; ; number++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		line, last, err := wholeLine(in, &long)
		if err != nil {
			return &evidence.Error{
				Code: evidence.CodeInvalid, Message: fmt.Sprintf("%s: line %d cannot be read", doc.Name, number),
				Err: err,
			}
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if err := graph.line(fmt.Sprintf("line %d", number), line); err != nil {
			return err
		}
		if last {
			return graph.write(ctx)
		}
	}
}

// wholeLine returns the next line and whether it is the last; it is valid until the next call.
func wholeLine(in *bufio.Reader, long *[]byte) (line []byte, last bool, err error) {
	line, err = in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		*long = append((*long)[:0], line...)
		for errors.Is(err, bufio.ErrBufferFull) {
			line, err = in.ReadSlice('\n')
			if *long = append(*long, line...); len(*long) > formats.MaxItemBytes {
				return nil, false, formats.ErrItemTooLong
			}
		}
		line = *long
	}
	if errors.Is(err, io.EOF) {
		return line, true, nil
	}
	return line, false, err
}

// line takes the statement of a line.
func (g *rdf) line(at string, line []byte) error {
	text := strings.Trim(string(line), " \t\r\n")
	if text == "" || text[0] == '#' {
		return nil
	}
	if fault := jsondoc.Fault(line); fault != "" {
		return g.out.Reject(at, "", fault)
	}
	q, err := parseQuad(text)
	if err != nil {
		return g.out.Reject(at, "", err.Error())
	}
	return g.add(at, q.subject, q.property, q.object)
}

// quad is a statement; the graph it stands in is left out.
type quad struct {
	subject, property string // an IRI, or a blank node with "_:" before it
	object            term
}

// parseQuad reads a statement. Its errors say what was expected and what was found.
func parseQuad(text string) (quad, error) {
	p := &quadParser{rest: text}
	var q quad
	subject := p.term("a subject, <IRI> or _:name")
	property := p.term("a property, <IRI>")
	q.object = p.term("an object, <IRI>, _:name or a literal")
	if p.rest != "" && p.rest[0] != '.' {
		if graph := p.term("a graph, <IRI> or _:name, or the full stop"); graph.literal {
			p.fail("a graph, <IRI> or _:name", graph.text)
		}
	}
	rest, found := strings.CutPrefix(p.rest, ".")
	if rest = strings.TrimLeft(rest, " \t"); p.err == nil && (!found || rest != "" && rest[0] != '#') {
		p.fail("a full stop at the end", p.rest)
	}
	switch {
	case subject.literal:
		p.fail("a subject, <IRI> or _:name", subject.text)
	case property.literal || strings.HasPrefix(property.text, "_:"):
		p.fail("a property, <IRI>", property.text)
	}
	q.subject, q.property = subject.text, property.text
	return q, p.err
}

type quadParser struct {
	rest string
	err  error
}

func (p *quadParser) fail(expected, found string) {
	if p.err == nil {
		if found == "" {
			found = "the end of the line"
		}
		p.err = fmt.Errorf("found %s; expected %s", jsondoc.Shortened([]byte(found)), expected)
	}
}

func (p *quadParser) term(expected string) term {
	var t term
	switch {
	case p.err != nil:
		return t
	case strings.HasPrefix(p.rest, "<"):
		t.text = p.iri()
	case strings.HasPrefix(p.rest, "_:"):
		t.text = p.blank()
	case strings.HasPrefix(p.rest, `"`):
		t = p.literal()
	default:
		p.fail(expected, p.rest)
	}
	p.rest = strings.TrimLeft(p.rest, " \t")
	return t
}

// iri reads <…>, which must be absolute.
func (p *quadParser) iri() string {
	raw, rest, found := strings.Cut(p.rest[1:], ">")
	if !found {
		p.fail("> at the end of an IRI", p.rest)
		return ""
	}
	text := raw
	if strings.Contains(raw, `\`) {
		text = p.unescape(raw, "")
	}
	scheme, _, absolute := strings.Cut(text, ":")
	if strings.ContainsAny(text, "<>\"{}|^`\\") || strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' }) ||
		!absolute || strings.ContainsAny(scheme, "/?#") || scheme == "" {
		p.fail("an absolute IRI without spaces", "<"+raw+">")
	}
	p.rest = rest
	return text
}

// blank reads _:name. What may stand in a name is taken a little more widely than the standard does; a full stop ends
// no name.
func (p *quadParser) blank() string {
	end := strings.IndexAny(p.rest, " \t<\"")
	if end < 0 {
		end = len(p.rest)
	}
	name := strings.TrimRight(p.rest[:end], ".")
	if len(name) == len("_:") || strings.ContainsAny(name[2:], ":\\>") {
		p.fail("a name after _:", p.rest)
	}
	p.rest = p.rest[len(name):]
	return name
}

// literal reads "…", "…"@language and "…"^^<datatype>.
func (p *quadParser) literal() term {
	end := 1
	for end < len(p.rest) && p.rest[end] != '"' {
		if p.rest[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(p.rest) {
		p.fail(`" at the end of a literal`, p.rest)
		return term{}
	}
	t := term{literal: true, text: p.unescape(p.rest[1:end], `tbnrf"'\`)}
	p.rest = p.rest[end+1:]
	switch {
	case strings.HasPrefix(p.rest, "^^<"):
		p.rest = p.rest[2:]
		t.datatype = p.iri()
	case strings.HasPrefix(p.rest, "@"):
		end := strings.IndexAny(p.rest, " \t.<_")
		if end < 2 {
			p.fail("a language after @", p.rest)
			return t
		}
		t.language, p.rest = p.rest[1:end], p.rest[end:]
		if strings.ContainsFunc(t.language, func(r rune) bool {
			return r != '-' && (r < '0' || r > '9') && (r|32 < 'a' || r|32 > 'z')
		}) {
			p.fail("a language tag", "@"+t.language)
		}
	}
	return t
}

// unescape reads \uXXXX, \UXXXXXXXX and the letters that are allowed after a backslash.
func (p *quadParser) unescape(raw, allowed string) string {
	if !strings.Contains(raw, `\`) {
		return raw
	}
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			b.WriteByte(raw[i])
			continue
		}
		i++ // what follows is there: the caller has passed over it
		if i == len(raw) {
			p.fail("a character after \\", raw)
			return ""
		}
		c := raw[i]
		if at := strings.IndexByte(`tbnrf`, c); at >= 0 && allowed != "" {
			b.WriteByte("\t\b\n\r\f"[at])
			continue
		}
		if c != 'u' && c != 'U' {
			if strings.IndexByte(allowed, c) < 0 {
				p.fail(`one of the escapes \t \b \n \r \f \" \' \\ \u \U`, raw[i-1:])
				return ""
			}
			b.WriteByte(c)
			continue
		}
		digits := 4
		if c == 'U' {
			digits = 8
		}
		r, ok := hexRune(raw[i+1:], digits)
		if !ok {
			p.fail("a character after \\"+string(c), raw[i-1:])
			return ""
		}
		b.WriteRune(r)
		i += digits
	}
	return b.String()
}

// hexRune reads a character from so many digits at the beginning of a text.
func hexRune(text string, digits int) (rune, bool) {
	if len(text) < digits {
		return 0, false
	}
	var r rune
	for _, c := range []byte(text[:digits]) {
		at := strings.IndexByte("0123456789abcdef", c|32)
		if at < 0 || c < '0' || r > utf8.MaxRune {
			return 0, false
		}
		r = r<<4 | rune(at)
	}
	return r, utf8.ValidRune(r)
}
