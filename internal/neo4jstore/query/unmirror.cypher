// Takes away the relationships that mirror what a source or review names, before they are made again. A source's CITES
// are derivations and stay. One seek and one step for each id.
UNWIND $q.ids AS id
MATCH (n:Source|ClaimReview {id: id})-[r:PUBLISHED_BY|AUTHORED_BY|REVIEWS|CITES]->()
WHERE n:ClaimReview OR type(r) <> 'CITES'
DELETE r
