// Package truth compares the values that sources give to items. It finds the sources that share mistakes and so copy
// one another, and estimates which value is true and how often each source is right: what the literature calls truth
// discovery with copy detection. It does not know the graph, and it suggests; people confirm or reject.
//
// [Discover] does all of this for items with values; [EstimateAccuracies] estimates only how often sources are right,
// from whether the claims that they support or refute are believed.
package truth
