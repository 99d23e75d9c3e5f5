package graph

import (
	"github.com/credence-graph/credence/graph/generated"
	"github.com/credence-graph/credence/graph/transport"
	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/coowned"
	"github.com/credence-graph/credence/internal/dedupe"
	"github.com/credence-graph/credence/internal/detect"
	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/reliability"
	"github.com/credence-graph/credence/internal/scores"
	"github.com/credence-graph/credence/internal/watch"
)

// resolver answers the fields that the domain's types do not have by themselves. What it reads belongs to the request
// in the context.
type resolver struct {
	reader   evidence.Reader
	explorer evidence.Explorer
	writer   evidence.Writer  // nil = nothing can be written
	history  evidence.History // nil = none is kept
	policy   basis.Policy     // in force if a request names none
	policies []basis.Policy   // known by name
	scores   *scores.Table
	watcher  *watch.Watcher // nil if subscriptions are refused

	detection DetectionStore  // nil = nothing detects copies
	truths    *detect.Truths  // nil = nothing estimates what is true
	merging   *dedupe.Service // nil = nothing searches for duplicates

	reliability *reliability.Service // nil = nothing estimates how often sources are right
	coowned     *coowned.Service     // nil = nothing suggests owners

	subscriptions *transport.Subscriptions
	limits        transport.Limits // to tell clients
}

// The resolvers of the types, each in the file of its topic.
type (
	queryResolver         struct{ *resolver }
	mutationResolver      struct{ *resolver }
	writeResolver         struct{ *resolver }
	recordChangeResolver  struct{}
	claimResolver         struct{ *resolver }
	sourceResolver        struct{ *resolver }
	outletResolver        struct{ *resolver }
	organizationResolver  struct{ *resolver }
	personResolver        struct{ *resolver }
	reviewResolver        struct{ *resolver }
	statementResolver     struct{ *resolver }
	derivationResolver    struct{ *resolver }
	corroborationResolver struct{ *resolver }
	relationResolver      struct{ *resolver }
	samenessResolver      struct{ *resolver }
	confirmationResolver  struct{ *resolver }
	ownershipResolver     struct{ *resolver }
	fundingResolver       struct{ *resolver }
	interestResolver      struct{ *resolver }
	leaningResolver       struct{ *resolver }
	quoteResolver         struct{}
	convergenceResolver   struct{}
	excludingResolver     struct{}
	diffResolver          struct{}
	changeResolver        struct{}
	impactEdgeResolver    struct{}
	findingResolver       struct{}
	sourcingEdgeResolver  struct{}
	pathResolver          struct{}
	collapseResolver      struct{}
	claimScoreResolver    struct{}

	claimConnectionResolver struct{ *resolver }
	bucketResolver          struct{}

	sourceConnectionResolver struct{ *resolver }
	outletConnectionResolver struct{ *resolver }

	subscriptionResolver     struct{ *resolver }
	convergenceEventResolver struct{}
	findingEventResolver     struct{}
	sideResolver             struct{}
	groupResolver            struct{}
	attributeResolver        struct{}
	circleResolver           struct{}
	ifWrongResolver          struct{}
	togetherResolver         struct{}
	spreadResolver           struct{}
	spreadValueResolver      struct{}
	independenceResolver     struct{}
	reasonResolver           struct{}
	questionResolver         struct{}
	noteResolver             struct{}

	detectionResolver   struct{}
	copyGroupResolver   struct{}
	creditLineResolver  struct{}
	valueTruthResolver  struct{}
	voiceResolver       struct{}
	voiceSourceResolver struct{}

	sharedQuotationResolver   struct{}
	suggestedSamenessResolver struct{}

	suggestedReliabilityResolver struct{}
	trackRecordResolver          struct{}
	claimShareResolver           struct{}
	suggestedOwnerResolver       struct{}
)

var _ generated.ResolverRoot = (*resolver)(nil)

func (r *resolver) Query() generated.QueryResolver           { return queryResolver{r} }
func (r *resolver) Detection() generated.DetectionResolver   { return detectionResolver{} }
func (r *resolver) CopyGroup() generated.CopyGroupResolver   { return copyGroupResolver{} }
func (r *resolver) CreditLine() generated.CreditLineResolver { return creditLineResolver{} }
func (r *resolver) SharedQuotation() generated.SharedQuotationResolver {
	return sharedQuotationResolver{}
}
func (r *resolver) ValueTruth() generated.ValueTruthResolver   { return valueTruthResolver{} }
func (r *resolver) Voice() generated.VoiceResolver             { return voiceResolver{} }
func (r *resolver) VoiceSource() generated.VoiceSourceResolver { return voiceSourceResolver{} }
func (r *resolver) SuggestedSameness() generated.SuggestedSamenessResolver {
	return suggestedSamenessResolver{}
}
func (r *resolver) SuggestedReliability() generated.SuggestedReliabilityResolver {
	return suggestedReliabilityResolver{}
}
func (r *resolver) TrackRecord() generated.TrackRecordResolver         { return trackRecordResolver{} }
func (r *resolver) ClaimShare() generated.ClaimShareResolver           { return claimShareResolver{} }
func (r *resolver) SuggestedOwner() generated.SuggestedOwnerResolver   { return suggestedOwnerResolver{} }
func (r *resolver) Claim() generated.ClaimResolver                     { return claimResolver{r} }
func (r *resolver) Source() generated.SourceResolver                   { return sourceResolver{r} }
func (r *resolver) Outlet() generated.OutletResolver                   { return outletResolver{r} }
func (r *resolver) Organization() generated.OrganizationResolver       { return organizationResolver{r} }
func (r *resolver) Person() generated.PersonResolver                   { return personResolver{r} }
func (r *resolver) ClaimReview() generated.ClaimReviewResolver         { return reviewResolver{r} }
func (r *resolver) Statement() generated.StatementResolver             { return statementResolver{r} }
func (r *resolver) Derivation() generated.DerivationResolver           { return derivationResolver{r} }
func (r *resolver) Corroboration() generated.CorroborationResolver     { return corroborationResolver{r} }
func (r *resolver) Relation() generated.RelationResolver               { return relationResolver{r} }
func (r *resolver) Sameness() generated.SamenessResolver               { return samenessResolver{r} }
func (r *resolver) Confirmation() generated.ConfirmationResolver       { return confirmationResolver{r} }
func (r *resolver) Ownership() generated.OwnershipResolver             { return ownershipResolver{r} }
func (r *resolver) Funding() generated.FundingResolver                 { return fundingResolver{r} }
func (r *resolver) Interest() generated.InterestResolver               { return interestResolver{r} }
func (r *resolver) Leaning() generated.LeaningResolver                 { return leaningResolver{r} }
func (r *resolver) Quote() generated.QuoteResolver                     { return quoteResolver{} }
func (r *resolver) Convergence() generated.ConvergenceResolver         { return convergenceResolver{} }
func (r *resolver) ExcludingClaim() generated.ExcludingClaimResolver   { return excludingResolver{} }
func (r *resolver) ConvergenceDiff() generated.ConvergenceDiffResolver { return diffResolver{} }
func (r *resolver) Change() generated.ChangeResolver                   { return changeResolver{} }
func (r *resolver) ImpactEdge() generated.ImpactEdgeResolver           { return impactEdgeResolver{} }
func (r *resolver) ClaimScore() generated.ClaimScoreResolver           { return claimScoreResolver{} }
func (r *resolver) ClaimConnection() generated.ClaimConnectionResolver {
	return claimConnectionResolver{r}
}
func (r *resolver) Bucket() generated.BucketResolver { return bucketResolver{} }
func (r *resolver) SourceConnection() generated.SourceConnectionResolver {
	return sourceConnectionResolver{r}
}
func (r *resolver) OutletConnection() generated.OutletConnectionResolver {
	return outletConnectionResolver{r}
}
func (r *resolver) Subscription() generated.SubscriptionResolver { return subscriptionResolver{r} }
func (r *resolver) FindingEvent() generated.FindingEventResolver { return findingEventResolver{} }
func (r *resolver) ConvergenceEvent() generated.ConvergenceEventResolver {
	return convergenceEventResolver{}
}
func (r *resolver) Finding() generated.FindingResolver                   { return findingResolver{} }
func (r *resolver) SourcingEdge() generated.SourcingEdgeResolver         { return sourcingEdgeResolver{} }
func (r *resolver) Path() generated.PathResolver                         { return pathResolver{} }
func (r *resolver) Mutation() generated.MutationResolver                 { return mutationResolver{r} }
func (r *resolver) WritePayload() generated.WritePayloadResolver         { return writeResolver{r} }
func (r *resolver) RecordChange() generated.RecordChangeResolver         { return recordChangeResolver{} }
func (r *resolver) CollapseDistance() generated.CollapseDistanceResolver { return collapseResolver{} }
func (r *resolver) Side() generated.SideResolver                         { return sideResolver{} }
func (r *resolver) EvidenceGroup() generated.EvidenceGroupResolver       { return groupResolver{} }
func (r *resolver) AttributeGroup() generated.AttributeGroupResolver     { return attributeResolver{} }
func (r *resolver) CircularGroup() generated.CircularGroupResolver       { return circleResolver{} }
func (r *resolver) IfWrong() generated.IfWrongResolver                   { return ifWrongResolver{} }
func (r *resolver) TogetherWrong() generated.TogetherWrongResolver       { return togetherResolver{} }
func (r *resolver) Spread() generated.SpreadResolver                     { return spreadResolver{} }
func (r *resolver) SpreadValue() generated.SpreadValueResolver           { return spreadValueResolver{} }
func (r *resolver) Independence() generated.IndependenceResolver         { return independenceResolver{} }
func (r *resolver) Reason() generated.ReasonResolver                     { return reasonResolver{} }
func (r *resolver) Question() generated.QuestionResolver                 { return questionResolver{} }
func (r *resolver) Note() generated.NoteResolver                         { return noteResolver{} }
