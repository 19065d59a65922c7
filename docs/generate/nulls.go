package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/getkin/kin-openapi/openapi2"
)

// markNulls marks the fields that may be null: those that are pointers, or anything, in the types of our packages, which swag does not say.
func markNulls(document *openapi2.T, root string) error {
	types, err := structs(root, "graph", "handlers", "problem")
	if err != nil {
		return err
	}
	for name, definition := range document.Definitions {
		name, _, _ = strings.Cut(name, "-") // what a generic type is of
		for _, field := range types.pointers(name) {
			property := definition.Value.Properties[field]
			if property == nil {
				continue
			}
			if property.Ref != "" { // beside a reference nothing counts
				property.Value = &openapi2.Schema{AllOf: openapi2.SchemaRefs{{Ref: property.Ref}}}
				property.Ref = ""
			}
			if property.Value.Extensions == nil {
				property.Value.Extensions = map[string]any{}
			}
			property.Value.Extensions["x-nullable"] = true
		}
	}
	return nil
}

// structTypes are types by package and name, as swag names them: "graph.Seat".
type structTypes map[string]*ast.StructType

// structs reads the types of packages from their source.
func structs(root string, packages ...string) (structTypes, error) {
	found := structTypes{}
	for _, name := range packages {
		files, err := filepath.Glob(filepath.Join(root, name, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, path := range files {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			ast.Inspect(file, func(node ast.Node) bool {
				if spec, is := node.(*ast.TypeSpec); is {
					if fields, is := spec.Type.(*ast.StructType); is {
						found[name+"."+spec.Name.Name] = fields
					}
				}
				return true
			})
		}
	}
	return found, nil
}

// pointers returns the JSON names of a type's fields that are written as null where they point to nothing, those of embedded types
// of its package too.
func (t structTypes) pointers(name string) []string {
	fields, known := t[name]
	if !known {
		return nil
	}
	var names []string
	for _, field := range fields.Fields.List {
		if embedded, is := field.Type.(*ast.Ident); is && len(field.Names) == 0 {
			own, _, _ := strings.Cut(name, ".")
			names = append(names, t.pointers(own+"."+embedded.Name)...)
		}
		if !mayBeNull(field.Type) || field.Tag == nil {
			continue
		}
		tag := reflect.StructTag(strings.Trim(field.Tag.Value, "`")).Get("json")
		if jsonName, options, _ := strings.Cut(tag, ","); !strings.Contains(options, "omit") {
			names = append(names, jsonName)
		}
	}
	return names
}

func mayBeNull(field ast.Expr) bool {
	if name, is := field.(*ast.Ident); is {
		return name.Name == "any"
	}
	_, isPointer := field.(*ast.StarExpr)
	return isPointer
}
