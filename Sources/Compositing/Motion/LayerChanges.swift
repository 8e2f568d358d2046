internal import Story

/// What changes of a layer, and so what must be kept to draw it anew.
struct LayerChanges: Hashable, Sendable {
    /// Whether it leaves the place where it rests.
    var moves = false
    /// Whether it is seen at other angles than at rest.
    var turns = false
    /// Whether it is seen at other sizes than at rest.
    var resizes = false
    /// Whether a part of it is seen at times.
    var reveals = false
    /// The largest size that it is seen at, as a multiple of that at rest.
    var largest = 1.0

    init(_ placement: Placement, _ presence: Presence) {
        let transitions = [presence.enter, presence.exit].filter { $0.duration > 0 }.map(\.animation)
        for animation in transitions {
            switch animation {
            case .none, .fade: break
            case .pop, .zoom: resizes = true
            case .slideUp, .slideDown, .slideLeft, .slideRight, .rise, .bounce: moves = true
            case .spin:
                turns = true
                resizes = true
            case .wipe, .typewriter: reveals = true
            }
        }
        switch presence.cycle.animation {
        case .none, .blink: break
        case .pulse, .heartbeat:
            resizes = true
            largest = 1 + 0.12 * presence.cycle.amount
        case .wiggle, .spin: turns = true
        case .float, .shake: moves = true
        }
        if placement.x.changes || placement.y.changes { moves = true }
        if placement.rotation.changes { turns = true }
        if placement.scale.changes {
            resizes = true
            largest *= placement.scale.range.upperBound / placement.restingScale
        }
        // The box turns and grows about its anchor, which moves its middle.
        if placement.anchor != .center, turns || resizes { moves = true }
    }

    /// Whether the layer is ever seen otherwise than at rest.
    var any: Bool { moves || turns || resizes || reveals }
}
