import Foundation
import TestSupport
import Testing
import Yams

@testable import Story
@testable import StoryService

/// What other readers say of a YAML text: its value with plain words meaning what the core schema of YAML 1.2
/// says, or that it is none that a story can have.
enum YAMLJudge {
    /// libyaml, by way of Yams.
    ///
    /// - Returns: nil where it is refused.
    static func libyaml(_ text: String) -> JSONValue? {
        guard let parser = try? Parser(yaml: text, resolver: .basic, encoding: .utf8),
            let root = try? parser.singleRoot()
        else { return nil }
        return withExtendedLifetime(parser) { value(of: root, depth: 0) }
    }

    private static func value(of node: Node, depth: Int) -> JSONValue? {
        guard node.anchor == nil, depth <= StoryLimits.nestingDepth else { return nil }
        switch node {
        case .alias: return nil
        case .scalar(let scalar):
            guard ["", "tag:yaml.org,2002:str"].contains(scalar.tag.rawValue) else { return nil }
            guard scalar.style == .plain, scalar.tag.rawValue.isEmpty else { return .string(scalar.string) }
            guard case .value(let value) = YAMLScalar(plain: scalar.string) else { return nil }
            return value
        case .sequence(let sequence):
            guard ["", "tag:yaml.org,2002:seq"].contains(sequence.tag.rawValue) else { return nil }
            let values = sequence.compactMap { value(of: $0, depth: depth + 1) }
            return values.count == sequence.count ? .array(values) : nil
        case .mapping(let mapping):
            guard ["", "tag:yaml.org,2002:map"].contains(mapping.tag.rawValue) else { return nil }
            let members: [JSONMember] = mapping.compactMap { key, node in
                guard case .scalar(let name) = key, key.anchor == nil,
                    ["", "tag:yaml.org,2002:str"].contains(name.tag.rawValue),
                    let value = value(of: node, depth: depth + 1)
                else { return nil }
                return JSONMember(name: name.string, value: value)
            }
            return members.count == mapping.count ? .object(members) : nil
        }
    }

    /// PyYAML's own reader, which is not in C; `python3-yaml`.
    ///
    /// - Returns: for each text its value as JSON, or null where it is refused; nil without PyYAML.
    static func pyYAML(_ texts: [String]) async throws -> [JSONValue?]? {
        let folder = try TemporaryDirectory()
        let file = folder.file("texts.json")
        try JSONEncoder().encode(texts).write(to: URL(filePath: file))
        let result = try await Tool("/usr/bin/python3").run(["-c", pythonScript, file])
        if result.standardError.contains("No module named 'yaml'") { return nil }
        try #require(result.exitCode == 0, "\(result.standardError)")
        let lines = String(decoding: result.standardOutput, as: UTF8.self).split(separator: "\n")
        return lines.map { line in
            line == "refused" ? nil : try? JSONValue(parsing: Array(line.utf8))
        }
    }

    private static let pythonScript = """
        import json, re, sys, yaml

        NULLS = {"", "~", "null", "Null", "NULL"}
        BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

        class Refused(Exception):
            pass

        def whole(value):
            return float(value) if value < 1 << 63 else float("inf")

        def number(text):
            if re.fullmatch(r"0o[0-7]+", text): return whole(int(text[2:], 8))
            if re.fullmatch(r"0x[0-9a-fA-F]+", text): return whole(int(text[2:], 16))
            if re.fullmatch(r"[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?", text): return float(text)
            if re.fullmatch(r"[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)", text): return float("inf")
            return None

        def scalar(node):
            if node.tag not in ("", "tag:yaml.org,2002:str"): raise Refused
            if node.style or node.tag: return node.value
            if node.value in NULLS: return None
            if node.value in BOOLEANS: return BOOLEANS[node.value]
            value = number(node.value)
            if value is None: return node.value
            if abs(value) == float("inf"): raise Refused
            return value

        def value(node):
            if isinstance(node, yaml.ScalarNode): return scalar(node)
            kind = "seq" if isinstance(node, yaml.SequenceNode) else "map"
            if node.tag not in ("", "tag:yaml.org,2002:" + kind): raise Refused
            if kind == "seq": return [value(child) for child in node.value]
            result = {}
            for key, child in node.value:
                if not isinstance(key, yaml.ScalarNode) or key.value in result: raise Refused
                result[key.value] = value(child)
            return result

        class Loader(yaml.BaseLoader):
            def resolve(self, kind, value, implicit): return ""

        for text in json.load(open(sys.argv[1])):
            try:
                loader = Loader(text)
                node = loader.get_single_node()
                if node is None or loader.anchors or re.search(r"(^|[\\s,\\[{:?-])[&*][A-Za-z0-9_]", text): raise Refused
                print(json.dumps(value(node)))
            except (yaml.YAMLError, Refused, RecursionError, OverflowError):
                print("refused")
        """
}
