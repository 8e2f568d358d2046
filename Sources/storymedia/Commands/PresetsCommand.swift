import ArgumentParser
import Foundation
import Story

/// `storymedia presets`
struct PresetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presets",
        abstract: "List the presets for --preset, with the source of each.",
        discussion: """
            To make your own preset, change what --json prints for one of them. Give it to --preset as a file, or to a \
            story as its preset.
            """)

    @Flag(help: "Print one JSON object per line.")
    var json = false

    func run() throws {
        for preset in Preset.all {
            json ? Console.print(preset.canonicalJSON) : Console.print(Self.text(preset))
        }
    }

    private static func text(_ zone: SafeZone) -> String {
        """
          to keep clear, of \(SafeZone.referenceWidth)×\(SafeZone.referenceHeight): \(zone.top) px above, \
        \(zone.bottom) below, \(zone.left) left, \(zone.right) right
          \(zone.source)
        """
    }

    private static func text(_ preset: Preset) -> String {
        let megabits = String(format: "%g", Double(preset.maximumVideoBitRate) / 1_000_000)
        let seconds = String(format: "%g", preset.maximumSeconds)
        let size = preset.maximumBytes.map { " and \(FileSize(bytes: $0))" } ?? ""
        return """
            \(preset.name)
              \(preset.width)×\(preset.height), \(preset.frameRate) frames a second, \
            at most \(seconds) s, \(megabits) Mbit/s\(size)
              \(preset.source)
            """ + (preset.safeZone.map { "\n" + text($0) } ?? "")
    }
}
