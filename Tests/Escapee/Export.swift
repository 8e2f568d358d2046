import Foundation
import Logging
import Sandbox
import Story
import StoryService

/// Makes a real story in a confined process.
struct Export {
    let layers: String
    let input: String
    /// The path of a story document, whose folder has its stickers.
    let story: String
    let outputFolder: String

    /// How it ended.
    struct Ending: Encodable {
        var videos: [String] = []
        var substitutions: [String] = []
        var failure: String?
        /// The most address space that there was, in kilobytes.
        var addressSpace: String?
        /// Attempts to break out that succeeded, by name.
        var escapes: [String] = []
        var attempts = 0
    }

    func run() async throws {
        let document = try StoryDocument(json: [UInt8](Data(contentsOf: URL(filePath: story))))
        let folder = URL(filePath: story).deletingLastPathComponent().path(percentEncoded: false)
        let environment = ProcessInfo.processInfo.environment
        let limits = ResourceLimits(
            addressSpaceBytes: 4 << 30, processorSeconds: 300, fileBytes: 100 << 20, openFiles: 64)
        // Read before it is out of reach.
        let status = FileHandle(forReadingAtPath: "/proc/self/status")
        try confine(
            SandboxRules(
                readable: [input, folder] + FontFolders.paths(environment: environment),
                writable: [outputFolder], limits: limits),
            layers: layers)

        var ending = Ending()
        let request = IngestRequest(
            input: input, story: document, baseDirectory: folder, outputDirectory: outputFolder)
        do {
            let story = try await Ingest(request, host: InProcessHost(), logger: Logger(label: "escapee")).run
            { _ in }
            ending.videos = story.videos
            ending.substitutions = story.substitutions
        } catch {
            ending.failure = "\(error)"
        }
        let lines = status.flatMap { try? $0.readToEnd() }.map { String(decoding: $0, as: UTF8.self) }
        ending.addressSpace = lines?.split(separator: "\n").first { $0.hasPrefix("VmPeak") }.map(String.init)
        // In the midst of all threads that the work has started.
        let attempts = SelfTest(.essential, writable: outputFolder).run()
        ending.attempts = attempts.count
        ending.escapes = attempts.filter { !$0.isHeld }.map(\.name)
        report(ending)
    }
}
