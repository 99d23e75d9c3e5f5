package dossier

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/inquiry"
)

// mostListed is how many claims the list shows at a time.
const mostListed = 200

// Pages answers with the list of claims, the dossier of one, and its flat line.
type Pages struct {
	Reader  evidence.Reader
	Service *inquiry.Service
	Policy  basis.Policy
}

// Routes returns what answers at each path, by pattern of [http.ServeMux].
func (p Pages) Routes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"/{$}":                     p.list,
		"/claim/{id}":              p.dossier,
		"/claim/{id}/flatline.svg": p.flatLine,
		"/claim/": func(w http.ResponseWriter, _ *http.Request) {
			refuse(w, evidence.NotFoundf("There is nothing at this path."))
		},
	}
}

// claimPath returns the path of a claim's dossier.
func claimPath(id evidence.ClaimID) string { return "/claim/" + url.PathEscape(evidence.ID(id).Key()) }

// claimOf reads the id of a claim out of a path: a key or a global id.
func claimOf(r *http.Request) (evidence.ClaimID, error) {
	return evidence.ParseKey[evidence.ClaimID](evidence.KindClaim, r.PathValue("id"))
}

func (p Pages) dossier(w http.ResponseWriter, r *http.Request) {
	claim, err := claimOf(r)
	if err != nil {
		refuse(w, err)
		return
	}
	c, err := Open(r.Context(), p.Reader, claim, evidence.Moment{}, p.Policy)
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, http.StatusOK, "dossier", c.view())
}

func (p Pages) flatLine(w http.ResponseWriter, r *http.Request) {
	claim, err := claimOf(r)
	if err != nil {
		refuse(w, err)
		return
	}
	line, err := FlatLineOf(r.Context(), p.Reader, claim, p.Policy)
	if err != nil {
		refuse(w, err)
		return
	}
	send(w, http.StatusOK, "image/svg+xml", "flatline", line.view())
}

// listView is the list of claims.
type listView struct {
	Rows  []listRow
	Next  string // the cursor of the next page, "" = this is the last
	Paged bool   // it is not the first page
	Note  string
}

type listRow struct {
	Claim                 *evidence.Claim
	Sources, Demonstrated string
}

func (p Pages) list(w http.ResponseWriter, r *http.Request) {
	v, err := p.listed(r.Context(), r.URL.Query().Get("after"))
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, http.StatusOK, "list", v)
}

// listed reads a page of claims, by id, and what they are worth. If that is too much to compute at once, the claims
// stand alone.
func (p Pages) listed(ctx context.Context, after string) (listView, error) {
	page := evidence.Page{First: mostListed}
	if after != "" {
		page.After = evidence.Cursor{after}
	}
	nodes, err := p.Reader.List(ctx, evidence.ListQuery{Kind: evidence.KindClaim, Page: page})
	if err != nil {
		return listView{}, err
	}
	v := listView{Paged: after != ""}
	var ids []evidence.ClaimID
	for _, n := range nodes.Nodes {
		if claim, ok := n.Node.(*evidence.Claim); ok {
			v.Rows = append(v.Rows, listRow{claim, "", ""})
			ids = append(ids, claim.ID)
		}
	}
	if nodes.HasNext {
		v.Next = nodes.Nodes[len(nodes.Nodes)-1].Cursor[0]
	}
	answers, err := p.Service.Of(ctx, ids, evidence.Moment{}, p.Policy)
	if errors.Is(err, evidence.ErrTooComplex) {
		v.Note = "The figures of these claims are too much to compute at once; each claim's own page shows them."
		return v, nil
	}
	if err != nil {
		return listView{}, err
	}
	for i, a := range answers {
		if a != nil {
			v.Rows[i].Sources, v.Rows[i].Demonstrated = fmt.Sprint(a.Supporting.SourceCount), fmt.Sprintf("%.2f",
				a.Supporting.Demonstrated)
		}
	}
	return v, nil
}

// problem is a page that says what is wrong.
type problem struct{ Title, Text string }

// refuse answers with what is wrong, in words for a person; the cause is for the log of what is below.
func refuse(w http.ResponseWriter, err error) {
	status, p := http.StatusInternalServerError, problem{"Something went wrong",
		"The fault is Credence's own; its log says more."}
	var domain *evidence.Error
	if errors.As(err, &domain) && domain.Code != evidence.CodeInternal {
		p.Text = domain.Message
		switch domain.Code {
		case evidence.CodeNotFound:
			status, p.Title = http.StatusNotFound, "Not found"
		case evidence.CodeUnavailable, evidence.CodeTimeout:
			status, p.Title = http.StatusServiceUnavailable, "Not now"
		default:
			status, p.Title = http.StatusBadRequest, "That cannot be shown"
		}
	}
	answer(w, status, "problem", p)
}

func answer(w http.ResponseWriter, status int, name string, data any) {
	send(w, status, "text/html; charset=utf-8", name, data)
}

func send(w http.ResponseWriter, status int, mediaType, name string, data any) {
	var page bytes.Buffer
	if err := render(&page, name, data); err != nil {
		http.Error(w, "The page could not be made.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Security-Policy", Policy())
	w.WriteHeader(status)
	_, _ = page.WriteTo(w) // the client is gone
}
