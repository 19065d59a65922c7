package graph

import "kith/cypher"

// ProductFields is what callers write of a product.
type ProductFields struct {
	_ struct{} `field:"products"`

	Name     *string  `json:"name" example:"Rolling mill"`
	SKU      *string  `json:"sku" example:"RM-3"`
	Category *string  `json:"category"`
	Price    *float64 `json:"price" example:"180000"`
	Currency *string  `json:"currency" example:"EUR"`
	Shared
}

// Product is something that we sell.
type Product struct {
	Record
	ProductFields
}

// Products are the products.
var Products = &Kind[ProductFields, Product]{
	name: "product", prefix: prefixProduct,
	read: cypher.Must("read/products"), write: cypher.Must("write/products"),
	list: cypher.Must("read/products_list"), walk: cypher.Must("read/products_walk"),
	filters: []string{"updatedSince"},
	record:  func(p *Product) *Record { return &p.Record },
	fields:  func(p *Product) ProductFields { return p.ProductFields },
	shared:  func(f *ProductFields) *Shared { return &f.Shared },
	check: func(c *check, _, f *ProductFields) {
		c.required("/name", &f.Name, nameLength)
		c.text("/sku", &f.SKU, wordLength)
		c.text("/category", &f.Category, wordLength)
		c.amount("/price", f.Price, 0)
		c.currency("/currency", &f.Currency)
	},
	references: func(*ProductFields) []reference { return nil },
	row: func(f *ProductFields) row {
		return row{
			properties: map[string]any{"name": f.Name, "sku": f.SKU, "category": f.Category, "price": f.Price, "currency": f.Currency},
			beside:     map[string]any{},
		}
	},
}
