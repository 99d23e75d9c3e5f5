package lexicon

import "strings"

// Works are what somebody makes, with the kind of source that it is.
var Works = map[string]string{
	"investigation": "INVESTIGATION", "report": "REPORT", "study": "REPORT", "survey": "REPORT", "poll": "REPORT",
	"analysis": "ANALYSIS", "article": "ARTICLE", "documentary": "REPORT", "paper": "REPORT",
	"assessment": "ANALYSIS", "briefing": "REPORT", "bulletin": "REPORT", "estimate": "REPORT",
	"studies": "REPORT", "research": "REPORT", "inquiry": "REPORT", "forecast": "ANALYSIS",
	"simulation": "ANALYSIS", "editorial": "ARTICLE", "dispatch": "ARTICLE", "review": "REPORT", "audit": "REPORT",
	"recherche": "INVESTIGATION", "studie": "REPORT", "bericht": "REPORT", "umfrage": "REPORT",
	"enquête": "INVESTIGATION", "étude": "REPORT", "rapport": "REPORT",
}

// DataOf are what somebody collects, with the kind of source that it is.
var DataOf = map[string]string{
	"data": "DATASET", "figures": "DATASET", "statistics": "DATASET", "numbers": "DATASET", "records": "DATASET",
	"estimates": "DATASET", "model": "DATASET", "measurements": "DATASET", "records'": "DATASET",
	"tally": "DATASET", "projections": "DATASET", "researchers'": "REPORT",
}

// Makers stand before who made something.
var Makers = set(`by from of at von der des de du journal`)

// Ground is a noun for what a report rests on, with the kind of source that it is.
type Ground struct{ Noun, Kind string }

// Basis lists the nouns for what a report rests on. The first that a phrase has decides.
var Basis = func() []Ground {
	var out []Ground
	for _, row := range [][2]string{
		{"TESTIMONY", "interviews testimony witnesses interview"},
		{"INTERCEPT", "intercepted intercepts"},
		{"STATEMENT", "officials sources"},
		{"IMAGERY", "imagery images photos photographs satellitenbilder satellitenbildern"},
		{"RECORDING", "footage video videos recordings"},
		{"FILING", "filings"},
		{"DATASET", "data samples measurements statistics database daten proben données"},
		{"DOCUMENT", "documents document records minutes files emails letters letter memo contracts logs"},
		{"INTERCEPT", "communications"},
		{"DOCUMENT", "dokumente dokumenten unterlagen messages email e-mails message memos draft drafts presentation transcript"},
		{"DOCUMENT", "transcripts invoices invoice contract spreadsheet register log papers correspondence file fir indictment"},
		{"FILING", "complaint lawsuit affidavit filing petition accounts prospectus"},
		{"IMAGERY", "photograph photo"},
		{"RECORDING", "recording audio clip"},
		{"REPORT", "study studies report survey poll review audit"},
		{"ANALYSIS", "analysis"},
		{"REPORT", "research"},
		{"DATASET", "figures numbers model readings results"},
		{"REPORT", "findings"},
		{"DATASET", "census"},
		{"DOCUMENT", "advisory notice circular note diary"},
		{"INVESTIGATION", "investigation"},
		{"REPORT", "inquiry"},
		{"ANALYSIS", "assessment"},
		{"REPORT", "paper"},
		{"OTHER", "search"},
	} {
		for noun := range strings.FieldsSeq(row[1]) {
			out = append(out, Ground{Noun: noun, Kind: row[0]})
		}
	}
	return out
}()
