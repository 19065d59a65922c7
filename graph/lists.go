package graph

// The closed lists of the model: values stored as they are here, and no others.
var (
	BuyingRoles = []string{
		"initiator", "user", "influencer", "evaluator", "technicalBuyer", "economicBuyer", "decisionMaker", "approver",
		"champion", "coach", "executiveSponsor", "gatekeeper", "legalAndCompliance", "blocker", "other",
	}
	Attitudes            = []string{"enemy", "nonSupporter", "neutral", "supporter", "mentor"}
	PoliticalStatuses    = []string{"outside", "politicalStructure", "innerCircle"}
	Coverages            = []string{"none", "brief", "multiple", "inDepth"}
	DecisionOrientations = []string{"financial", "technical", "relationship", "business"}
	TieLevels            = []string{"weak", "familiar", "strong"}
	InteractionKinds     = []string{"email", "call", "video", "meeting", "message"}
	OpportunityStatuses  = []string{"open", "won", "lost"}
)
