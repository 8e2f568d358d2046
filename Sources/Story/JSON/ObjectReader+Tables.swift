extension ObjectReader {
    /// Reads an object whose members have names of the author's choice.
    ///
    /// - Parameters:
    ///   - limit: the maximum number of members.
    ///   - keys: the names that members may have.
    ///   - shape: the shape of the members' values.
    ///   - read: reads one value; also receives its path and its name.
    mutating func table<T>(
        _ name: String, limit: Int, keys: TableKeys, of shape: @autoclosure () -> ValueShape,
        _ read: (_ value: JSONValue, _ path: String, _ key: String) -> T?
    ) -> [String: T] {
        if records(name, .table(shape(), keys: keys.shape, most: limit)) { return [:] }
        let allowed = "an object of at most \(limit) members"
        guard let value = value(name, allowed: allowed) else { return [:] }
        guard case .object(let members) = value else {
            note(name, .wrongType, found: value.summary, allowed: allowed)
            return [:]
        }
        guard members.count <= limit else {
            note(name, .outOfRange, found: "an object of \(members.count)", allowed: allowed)
            return [:]
        }
        var found: [String: T] = [:]
        for member in members {
            let path = Self.path(of: member.name, below: path(of: name))
            guard keys.takes(member.name) else {
                problems.add(
                    StoryProblem(
                        path: path, rule: .badValue, found: JSONValue.string(member.name).summary,
                        allowed: keys.shape.allowed))
                continue
            }
            found[member.name] = read(member.value, path, member.name)
        }
        return found
    }

    /// Reads an object whose members have names of the author's choice, if their meaning does not depend on the names.
    mutating func table<T>(
        _ name: String, limit: Int, keys: TableKeys, of shape: @autoclosure () -> ValueShape,
        _ read: (_ value: JSONValue, _ path: String) -> T?
    ) -> [String: T] {
        table(name, limit: limit, keys: keys, of: shape()) { value, path, _ in read(value, path) }
    }
}
