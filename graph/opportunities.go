package graph

import (
	"math"

	"kith/cypher"
)

// OpportunityFields is what callers write of an opportunity.
type OpportunityFields struct {
	_ struct{} `field:"opportunities"`

	AccountID *Ref     `json:"accountId" swaggertype:"string" example:"acc_01h455vb4pex5vsknk084sn02q"` // fixed after creation
	Name      *string  `json:"name" example:"Rolling mill 3"`
	Stage     *string  `json:"stage" example:"negotiation"`
	Status    *string  `json:"status" enums:"open,won,lost" default:"open"`
	Value     *float64 `json:"value" example:"250000"`
	Currency  *string  `json:"currency" example:"EUR"`
	CloseDate *Date    `json:"closeDate" swaggertype:"string" format:"date"`
	OwnerID   *Ref     `json:"ownerId" swaggertype:"string" example:"usr_01h455vb4pex5vsknk084sn02q"`
	Shared
}

// Opportunity is a deal with an account.
type Opportunity struct {
	Record
	OpportunityFields
}

// Opportunities are the opportunities.
var Opportunities = &Kind[OpportunityFields, Opportunity]{
	name: "opportunity", prefix: prefixOpportunity,
	read: cypher.Must("read/opportunities"), write: cypher.Must("write/opportunities"),
	list: cypher.Must("read/opportunities_list"), walk: cypher.Must("read/opportunities_walk"),
	filters: []string{"ownerId", "unitId", "accountId", "status", "stage", "closeBefore", "updatedSince"},
	record:  func(o *Opportunity) *Record { return &o.Record },
	fields:  func(o *Opportunity) OpportunityFields { return o.OpportunityFields },
	shared:  func(f *OpportunityFields) *Shared { return &f.Shared },
	check: func(c *check, before, f *OpportunityFields) {
		if before != nil {
			c.fixed("/accountId", before.AccountID, f.AccountID)
		} else if f.AccountID == nil {
			c.wrong("/accountId", "is required")
		}
		c.required("/name", &f.Name, nameLength)
		c.text("/stage", &f.Stage, wordLength)
		f.Status = orElse(f.Status, "open")
		c.oneOf("/status", f.Status, OpportunityStatuses)
		c.amount("/value", f.Value, -math.MaxFloat64)
		c.currency("/currency", &f.Currency)
	},
	references: func(f *OpportunityFields) []reference {
		return refer(reference{"/accountId", "account", f.AccountID}, reference{"/ownerId", "user", f.OwnerID})
	},
	owner: func(f *OpportunityFields) **Ref { return &f.OwnerID },
	row: func(f *OpportunityFields) row {
		return row{
			properties: map[string]any{
				"name": f.Name, "stage": f.Stage, "status": f.Status, "value": f.Value, "currency": f.Currency, "closeDate": f.CloseDate,
			},
			beside: map[string]any{"accountId": refID(f.AccountID), "ownerId": refID(f.OwnerID)},
		}
	},
}
