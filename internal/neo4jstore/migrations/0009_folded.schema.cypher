// The words that people search for and that are written in another way than they are searched: with accents, or in another
// form of Unicode (see evidence.Fold). All others are in node_words.
CREATE FULLTEXT INDEX node_folded IF NOT EXISTS FOR (n:Claim|Source|Outlet|Organization|Person|ClaimReview) ON EACH [n.folded];
