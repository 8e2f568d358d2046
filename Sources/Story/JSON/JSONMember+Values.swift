extension JSONMember {
    static func string(_ name: String, _ value: String) -> JSONMember {
        JSONMember(name: name, value: .string(value))
    }

    static func number(_ name: String, _ value: Double) -> JSONMember {
        JSONMember(name: name, value: .number(value))
    }

    static func strings(_ name: String, _ values: [String]) -> JSONMember {
        JSONMember(name: name, value: .array(values.map { .string($0) }))
    }
}
