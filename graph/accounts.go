package graph

import (
	"context"
	"reflect"

	"kith/cypher"
	"kith/graph/store"
	"kith/graph/strength"
)

var tiesAtResized = cypher.Must("read/ties_at_resized")

// Address is where something is.
type Address struct {
	Street     *string `json:"street" example:"Hauptstraße 5"`
	City       *string `json:"city" example:"Brno"`
	Region     *string `json:"region"`
	PostalCode *string `json:"postalCode" example:"602 00"`
	Country    *string `json:"country" example:"CZ"`
}

// AccountFields is what callers write of an account.
type AccountFields struct {
	_ struct{} `field:"accounts"`

	Name          *string  `json:"name" example:"Moravia Steel"`
	LegalName     *string  `json:"legalName"`
	Website       *string  `json:"website" example:"https://moravia.example"`
	Domains       []string `json:"domains" example:"moravia.example"`
	Industry      *string  `json:"industry" example:"Metals"`
	Employees     *int64   `json:"employees" example:"1200"`
	AnnualRevenue *float64 `json:"annualRevenue"`
	Currency      *string  `json:"currency" example:"EUR"`
	Class         *string  `json:"class" example:"A"`
	Phone         *string  `json:"phone"`
	Address       Address  `json:"address"`
	OwnerID       *Ref     `json:"ownerId" swaggertype:"string" example:"usr_01h455vb4pex5vsknk084sn02q"`
	Shared
}

// Account is a company or branch that we sell to, or may.
type Account struct {
	Record
	AccountFields
}

// Accounts are the accounts.
var Accounts = &Kind[AccountFields, Account]{
	name: "account", prefix: prefixAccount,
	read: cypher.Must("read/accounts"), write: cypher.Must("write/accounts"),
	list: cypher.Must("read/accounts_list"), walk: cypher.Must("read/accounts_walk"),
	filters:    []string{"ownerId", "unitId", "class", "industry", "lastContactBefore", "updatedSince"},
	record:     func(a *Account) *Record { return &a.Record },
	fields:     func(a *Account) AccountFields { return a.AccountFields },
	shared:     func(f *AccountFields) *Shared { return &f.Shared },
	check:      checkAccount,
	references: func(f *AccountFields) []reference { return refer(reference{"/ownerId", "user", f.OwnerID}) },
	owner:      func(f *AccountFields) **Ref { return &f.OwnerID },
	row: func(f *AccountFields) row {
		return row{
			properties: map[string]any{
				"name": f.Name, "legalName": f.LegalName, "website": f.Website, "industry": f.Industry, "employees": f.Employees,
				"annualRevenue": f.AnnualRevenue, "currency": f.Currency, "class": f.Class, "phone": f.Phone,
				"street": f.Address.Street, "city": f.Address.City, "region": f.Address.Region,
				"postalCode": f.Address.PostalCode, "country": f.Address.Country,
			},
			beside: map[string]any{"domains": f.Domains, "ownerId": refID(f.OwnerID)},
		}
	},
	touch: func(ctx context.Context, w *writing, id string, before, after *AccountFields) error {
		if reflect.DeepEqual(before.Employees, after.Employees) {
			return nil
		}
		return TouchResized(ctx, w.tx, []map[string]any{{"id": id, "employees": after.Employees}})
	},
}

// TouchResized notes the ties that rest on employment in common at accounts, each with its id and the number of employees that it is about to get, which
// become large by it or cease to be.
func TouchResized(ctx context.Context, tx *store.Tx, sizes []map[string]any) error {
	rows, err := store.Write[pair](ctx, tx, tiesAtResized, map[string]any{"sizes": sizes, "large": strength.LargeAccount})
	for _, row := range rows {
		tx.Touched.Held = append(tx.Touched.Held, [2]string{row.A, row.B})
	}
	return err
}

func checkAccount(c *check, _, f *AccountFields) {
	c.required("/name", &f.Name, nameLength)
	c.text("/legalName", &f.LegalName, nameLength)
	c.url("/website", &f.Website)
	f.Domains = c.list("/domains", f.Domains, c.domain)
	c.text("/industry", &f.Industry, wordLength)
	c.count("/employees", f.Employees)
	c.amount("/annualRevenue", f.AnnualRevenue, 0)
	c.currency("/currency", &f.Currency)
	c.text("/class", &f.Class, wordLength)
	c.text("/phone", &f.Phone, wordLength)
	c.text("/address/street", &f.Address.Street, nameLength)
	c.text("/address/city", &f.Address.City, wordLength)
	c.text("/address/region", &f.Address.Region, wordLength)
	c.text("/address/postalCode", &f.Address.PostalCode, wordLength)
	c.text("/address/country", &f.Address.Country, wordLength)
}
