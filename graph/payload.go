package graph

// Node is a person, company or deal in a graph.
type Node struct {
	ID        string  `json:"id" example:"con_01h455vb4pex5vsknk084sn02q"`
	Kind      string  `json:"kind" enums:"contact,account,user,opportunity"`
	Name      string  `json:"name" example:"Jana Novotná" field:"its.name"`
	Title     *string `json:"title" example:"Chief Financial Officer" field:"positions.title"` // a person's, of the primary position
	AccountID *string `json:"accountId" field:"its.accountId,positions.accountId"`             // of a person's primary position, or whose deal it is
	Distance  int     `json:"distance"`                                                        // in edges from the focus, which has 0
}

// Edge is one relation between two nodes. What its kind does not have is null.
type Edge struct {
	ID            string   `json:"id" example:"tie_01h455vb4pex5vsknk084sn02q"`
	Kind          string   `json:"kind" enums:"knows,worksAt,reportsTo,influences,relatedTo,subsidiaryOf,involvedIn"`
	From          string   `json:"from"`
	To            string   `json:"to"`
	Label         *string  `json:"label" example:"consultant of" field:"its.type"` // worksAt: the title; relatedTo: the type's forward word; involvedIn: the roles
	Strength      *float64 `json:"strength" example:"0.82" field:"ties.strength"`  // knows: 0 to 1, null is not known
	Weight        *int     `json:"weight" example:"4" field:"influences.weight"`   // influences: 1 to 5
	Effect        *string  `json:"effect" enums:"positive,negative,conflict" field:"influences.effect"`
	Line          *string  `json:"line" enums:"solid,dotted"`
	OpportunityID *string  `json:"opportunityId" field:"its.opportunityId"` // influences: the deal it is for, null is in general
	Since         *Date    `json:"since" swaggertype:"string" format:"date" field:"its.since"`
	Until         *Date    `json:"until" swaggertype:"string" format:"date" field:"its.until"`
	Status        string   `json:"status" enums:"fact,asserted,inferred"`
	Source        string   `json:"source"`
	Confidence    *float64 `json:"confidence"`
}

// RelationGraph is the payload of every graph that is shown: the nodes in the order in which they enter, and every edge among
// them, by kind, ends and id.
type RelationGraph struct {
	Focus     string `json:"focus"`
	AsOf      Date   `json:"asOf" swaggertype:"string" format:"date"`
	Depth     int    `json:"depth"`
	Truncated bool   `json:"truncated"` // more nodes were within reach than the limit lets in
	Nodes     []Node `json:"nodes"`
	Edges     []Edge `json:"edges"`
}
