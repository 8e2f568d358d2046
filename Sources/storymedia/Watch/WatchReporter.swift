internal import WatchedFolder

/// Reports in lines what happens in a watched folder.
struct WatchReporter {
    private let style: QueueReporter.Style

    init(_ style: QueueReporter.Style) {
        self.style = style
    }

    func report(_ event: WatchEvent) {
        switch style {
        case .json: Console.printEvent(event)
        case .lines: event.isTrouble ? Console.complain(event.sentence) : Console.note(event.sentence)
        case .quiet: if event.isTrouble { Console.complain(event.sentence) }
        }
    }
}

extension WatchEvent {
    /// Whether a person should act.
    fileprivate var isTrouble: Bool {
        switch self {
        case .refused, .stalled, .unused, .gone, .trouble: true
        case .started, .mode, .found, .waiting, .queued, .duplicate, .renamed, .changed, .removed,
            .settled, .overflow, .returned:
            false
        }
    }
}
