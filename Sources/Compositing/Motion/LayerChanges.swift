internal import Story

/// How a layer changes, which decides what must be kept to redraw it.
struct LayerChanges: Hashable, Sendable {
    /// Whether it leaves its place at rest.
    var moves = false
    /// Whether it appears at other angles than at rest.
    var turns = false
    /// Whether it appears at other sizes than at rest.
    var resizes = false
    /// Whether only a part of it is visible at times.
    var reveals = false
    /// The largest size at which it appears, as a multiple of the size at rest.
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
        // Rotation and scaling about any other anchor move the box's middle.
        if placement.anchor != .center, turns || resizes { moves = true }
    }

    /// Whether the layer ever differs from its state at rest.
    var any: Bool { moves || turns || resizes || reveals }
}
