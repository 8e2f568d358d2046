import Foundation
import Story

/// What happens to the colours and the picture, in plain words.
struct GradingText {
    /// In the order of processing; empty if nothing happens.
    let parts: [String]

    init(_ grading: Grading) {
        var parts: [String] = []
        if grading.adjustment != ColorAdjustment() { parts.append("adjusted") }
        if let table = grading.table { parts.append("table \(table.src)\(Self.share(table.intensity))") }
        parts += grading.looks.map { "look \($0.look.rawValue)\(Self.share($0.intensity))" }
        let effects = grading.effects
        for (name, amount) in [
            ("blur", effects.blur), ("vignette", effects.vignette), ("grain", effects.grain),
        ] where amount > 0 {
            parts.append("\(name)\(Self.share(amount))")
        }
        self.parts = parts
    }

    private static func share(_ intensity: Double) -> String {
        intensity == 1 ? "" : String(format: " at %g %%", (intensity * 1000).rounded() / 10)
    }
}
