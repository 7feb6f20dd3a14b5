package expr

import (
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/decls"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

func (r *resolver) ident(e ast.Expr) operand {
	name := e.AsIdent()
	if v, ok := r.env.vars[name]; ok {
		return r.variable(v)
	}
	if c, ok := r.env.consts[name]; ok {
		e.SetKindCase(r.fac.NewLiteral(e.ID(), types.Double(c)))
		return operand{sort: sortNumber, constant: true, value: c, param: name}
	}
	if r.env.conditions[name] {
		if !r.declared[name] {
			r.named = append(r.named, name)
			r.declare(decls.NewVariable(name, types.BoolType))
		}
		return operand{sort: sortTruth}
	}
	if r.env.others[name] {
		return r.report(r.at(e), codeUse, name+" is not something a condition can compare", "write known("+name+") or missing("+name+")")
	}
	return r.unknownName(e, name)
}

func (r *resolver) variable(v *variable) operand {
	r.declare(v.decl)
	o := operand{finding: v}
	switch v.Kind {
	case Number:
		o.sort = sortNumber
	case Option:
		o.sort = sortText
	case Options:
		o.sort = sortSet
	default:
		o.sort = sortTruth
	}
	if v.Kind != Options {
		r.reads(Level{Finding: v.Name})
	}
	return o
}

func (r *resolver) unknownName(e ast.Expr, name string) operand {
	switch strings.ToLower(name) {
	case "yes":
		return r.report(r.at(e), codeYesNo, "a condition has no yes", "write the finding alone: it is true when the answer is yes")
	case "no":
		return r.report(r.at(e), codeYesNo, "a condition has no no", "write ! before the finding")
	case "not_known", "unknown", "null", "none", "blank":
		return r.report(r.at(e), codeName, name+" is not the name of anything", "write missing(finding)")
	case "true", "false":
		return r.report(r.at(e), codeName, name+" is not the name of anything", "write "+strings.ToLower(name))
	}
	return r.report(r.at(e), codeName, name+" is not the name of anything here", didYouMean(name, r.env.names()))
}

// selection is a.b, which findings do not have.
func (r *resolver) selection(e ast.Expr) operand {
	if e.AsSelect().Operand().Kind() != ast.IdentKind {
		return r.report(r.at(e), codeFunction, "findings have no parts", "")
	}
	owner, part := e.AsSelect().Operand().AsIdent(), e.AsSelect().FieldName()
	help := didYouMean(owner+"_"+part, r.env.names())
	if v := r.env.vars[owner]; v != nil && (v.Kind == Option || v.Kind == Options) {
		help = "write " + chosen(v, part)
	}
	return r.report(r.wide(e), codeFunction, "findings have no parts, so a full stop means nothing", help)
}

// wide is the place of a.b with its last part.
func (r *resolver) wide(e ast.Expr) span {
	at := r.at(e)
	return span{at.start, wordEnd(r.src.author, at.end)}
}

// chosen writes the condition that an option holds.
func chosen(v *variable, option string) string {
	if v.Kind == Options {
		return quote(option) + " in " + v.Name
	}
	return v.Name + " == " + quote(option)
}

// unknownFunction refuses what CEL has and conditions do not.
func (r *resolver) unknownFunction(e ast.Expr, name string) operand {
	at := r.spans.name[e.ID()]
	if e.AsCall().IsMemberFunction() {
		at = span{wordStart([]byte(r.src.author), at.end), at.end}
	}
	switch name {
	case operators.Modulo:
		return r.report(at, codeFunction, "conditions have no remainder", "")
	case operators.Index:
		return r.report(r.at(e), codeFunction, "findings have no numbered parts", "")
	case "now", "today", "timestamp", "duration", "getFullYear", "getDate", "getDayOfMonth", "getMonth":
		return r.report(at, codeFunction, "conditions have no clock: "+name+" would give another answer tomorrow",
			"compare a finding in years, months or days, as age < months(6)")
	case "exists", "exists_one", "all", "filter", "map", "size":
		return r.report(at, codeFunction, "conditions have no "+name, "write any(finding), or at_least(2, a, b, c)")
	case "orValue", "or", "optional", "hasValue", "value", "has":
		return r.report(at, codeFunction, "conditions have no "+name+": a value that is not known must stay not known",
			"write missing(finding) or known(finding)")
	case "matches", "contains", "startsWith", "endsWith", "lowerAscii", "upperAscii", "string", "format":
		return r.report(at, codeFunction, "conditions do not look inside texts",
			`compare an option: finding == "option"`)
	case "int", "uint", "double", "bool", "dyn", "type":
		return r.report(at, codeFunction, "conditions do not convert: every number is a decimal number", "leave "+name+"() out")
	}
	known := []string{"at_least", "missing", "known", "any", "months", "weeks", "days"}
	help := didYouMean(strings.ToLower(name), known)
	if name == "atLeast" {
		help = didYouMean("at_least", known)
	}
	if help == "" {
		help = "the functions are " + strings.Join(known, ", ")
	}
	return r.report(at, codeFunction, "conditions have no "+name, help)
}
