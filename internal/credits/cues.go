package credits

import (
	"strings"

	"github.com/credence-graph/credence/internal/tokens"
)

// materialCues come before an agency whose material a text uses.
var materialCues = cueTable(
	`with material from|with reporting by|with reporting from|with additional reporting by|with files from|
with contributions from|with information from|mit material von|mit material der|material von|mit informationen von|
unter verwendung von material|
avec des informations de|con informacion de|con informaciones de|con datos de|con material de|con informazioni di|
com informacoes de|com informacoes da|com agencia|по материалам|с использованием материалов|
за матеріалами|na podstawie|met informatie van|med material fran|综合`)

// attributionCues come before an agency that is named as the source of what is said.
var attributionCues = cueTable(
	`according to|told|tells|citing|cited by|quoted by|reported by|as reported by|said to|in an interview with|
laut|nach angaben von|nach angaben der|nach angaben|nach informationen von|nach informationen der|
unter berufung auf|gegenuber|berichtet|berichtete|meldet|
selon|d apres|cite par|citee par|citant|declare a|indique|rapporte|
segun|de acuerdo con|citado por|dijo a|informo|secondo|riporta|riferisce|detto a|
segundo|de acordo com|disse a|volgens|enligt|ifolge|wedlug|jak podaje|podaje|za|
по данным|по информации|по сообщению|со ссылкой на|ссылаясь на|сообщает|передает|сообщили|сообщил|рассказал|пишет|
за даними|з посиланням на|повідомляє|据|据报道|وفقا ل|بحسب|نقلا عن`)

// bracketCues say so in brackets only: (avec AFP).
var bracketCues = []string{"avec", "con", "mit", "with", "from", "via", "com", "met", "med", "с", "z", "za", "da", "by"}

// sourceCues come before the agency that the words are from.
var sourceCues = []string{"source", "sources", "credit", "quelle", "quellen", "fuente", "fonte", "источник", "джерело",
	"zrodlo", "bron", "kilde", "kalla", "来源", "via"}

// photoCues mark the credit of a picture.
var photoCues = []string{"photo", "photos", "foto", "fotos", "picture", "image", "bild", "video", "фото", "graphic",
	"grafik"}

// byWords begin bylines.
var byWords = []string{"by", "von", "par", "por", "di", "da", "от", "автор", "door", "av", "af", "przez", "od"}

// fillers may stand between a cue and the agency.
var fillers = wordSet(
	`the der die das dem des news agency agentur nachrichtenagentur agence agencia agenzia agencja agencji agencije agencies presse
la le l el lo los dell dall all alla de di du of
агентство агентства агентству агентством інформагентство агентству 通讯社 a o os`)

// saying words follow an agency that is named as the source of what is said.
var saying = wordSet(
	`said says reported reports reporting writes wrote quoted cited quotes cites learned understands berichtet berichtete meldet meldete
zufolge schreibt rapporte rapportait indique informo informa reporto riferisce riporta segnala
сообщает сообщил сообщило сообщила передает пишет передал передало повідомляє повідомило повідомив podaje podala podal poinformowala 报 報 称`)

// placeWords are written small in the names of places and days.
var placeWords = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(
		"de la le les du des del della dei di da do dos das der den am an auf im in bei ob van sur sous of the " +
			"and upon on y e et und al el") {
		set[w] = true
	}
	return set
}()

var reportingWord, byWord = tokens.Append(nil, "reporting")[0].Hash, tokens.Append(nil, "by")[0].Hash

// reportingWords come before "by" in a line that names who worked on a text.
var reportingWords = wordSet("reporting writing editing compiled")

// cueTable reads phrases set apart by "|" into hashes of their normalised words, by that of the last.
func cueTable(phrases string) map[uint64][][]uint64 {
	table := map[uint64][][]uint64{}
	for phrase := range strings.SplitSeq(phrases, "|") {
		var cue []uint64
		for _, w := range tokens.Append(nil, phrase) {
			cue = append(cue, w.Hash)
		}
		last := cue[len(cue)-1]
		table[last] = append(table[last], cue)
	}
	return table
}

func wordSet(list string) map[uint64]bool {
	set := map[uint64]bool{}
	for _, w := range tokens.Append(nil, list) {
		set[w.Hash] = true
	}
	return set
}
