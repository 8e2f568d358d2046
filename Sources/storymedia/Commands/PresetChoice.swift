import ArgumentParser
import Story

/// What `--preset` names: a built-in preset or a file.
enum PresetChoice {
    case known(Preset)
    case file(String)

    /// - Parameter argument: a name, or a path, which contains a slash or ends in `.json`.
    /// - Throws: `ValidationError` if there is no such preset.
    init(_ argument: String) throws {
        if let preset = Preset.named(argument) {
            self = .known(preset)
        } else if argument.contains("/") || argument.lowercased().hasSuffix(".json") {
            self = .file(argument)
        } else {
            throw ValidationError(
                "There is no preset '\(argument)'. The presets are: \(Self.names.joined(separator: ", ")); or name a "
                    + "file, such as ./mine.json.")
        }
    }

    static let names = Preset.all.map(\.name)

    /// - Throws: ``CommandFailure`` if the file is missing, or with everything that is wrong with it.
    var preset: Preset {
        get throws {
            switch self {
            case .known(let preset): return preset
            case .file(let path):
                let content = try DocumentFile.contents(of: path, as: "preset")
                do {
                    return try Preset(json: content)
                } catch {
                    throw CommandFailure(.unusable, error.problems.map { "\(path): \($0)" })
                }
            }
        }
    }
}
